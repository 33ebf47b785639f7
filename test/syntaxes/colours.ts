import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);

/** The parts of a YAML text that our grammars colour, each with the innermost of our scopes that it got. */
export async function colours(text: string): Promise<readonly (readonly [part: string, scope: string])[]> {
  const grammar = await yaml;
  let stack = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.findLast((it) => /\.(?:helm|plimsoll)$/.test(it));
      const part = line.slice(startIndex, endIndex);
      return scope === undefined || part.trim() === ""
        ? []
        : [[part, scope.replace(/\.(?:helm|plimsoll)$/, "")] as const];
    });
  });
}

const FILES: Readonly<Record<string, string>> = {
  "source.yaml": require.resolve("tm-grammars/grammars/yaml.json"),
  "plimsoll.helm-in-yaml": "syntaxes/helm-in-yaml.tmLanguage.json",
  "plimsoll.ignore": "syntaxes/plimsoll-ignore.tmLanguage.json",
};

const yaml = load();

async function load(): Promise<textmate.IGrammar> {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const file = FILES[scope];
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
    },
    getInjections: (scope) => (scope === "source.yaml" ? Object.keys(FILES).filter((it) => it !== scope) : undefined),
  });
  const grammar = await registry.loadGrammar("source.yaml");
  if (!grammar) throw new Error("There is no grammar for YAML.");
  return grammar;
}
