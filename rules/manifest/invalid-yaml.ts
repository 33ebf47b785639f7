import type { Document } from "../model/document.ts";
import { keptLocal } from "../model/kinds.ts";
import { documentRule } from "../rule.ts";

export default documentRule({
  id: "invalid-yaml",
  severity: "error",
  summary: "A manifest must be YAML.",
  presets: ["recommended"],
  why: `No tool can read the document, so nothing in it is applied, or, where the mistake happens to mean something, something else than its author meant.
What stands after the mistake cannot be judged either: findings may be missing.`,
  mend: `Correct the text where it is underlined; the mistake may stand a line above.
Most often it is the indentation, a tab, a quote that does not end, or a key without its colon.`,
  leave:
    "Leave it for a file that is only a part of a manifest, or that a tool turns into YAML first, and exclude such files.",

  *check({ document, root, resources }) {
    if (document.errors.length === 0 || !isOurs(document)) return;
    if (resources.length > 0 && resources.every((it) => it.isLocal)) return;
    for (const { span, message } of document.errors) yield { at: root.underline(span), message };
  },

  examples: [
    {
      title: "A quote that does not end swallows what follows",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  greeting: "Welcome
            ^^^^^^^^ The quote that opens here is never closed.
  colour: blue
`,
    },
    {
      title: "What is no manifest is none of our business",
      good: `
greeting: "Welcome
colour: blue
`,
    },
    {
      title: "Nor is what only a tool on the author's machine reads",
      good: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [a.yaml
`,
    },
  ],
});

/** Whether a broken text is meant for a cluster: it says so itself, and no template is filled into it first. */
function isOurs({ text, masked }: Document): boolean {
  if (masked !== text) return false;
  const apiVersion = topLevel(text, "apiVersion");
  const kind = topLevel(text, "kind");
  if (apiVersion === undefined || kind === undefined) return false;
  return !keptLocal(apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "", kind);
}

/** What a text seems to say at its top level, in whatever style. */
function topLevel(text: string, key: string): string | undefined {
  const isFlow = /^\s*(?:---\s*)?\{/.test(text);
  const before = isFlow ? "[{,]\\s*" : "^";
  return new RegExp(`${before}["']?${key}["']?[ \\t]*:[ \\t]*["']?([\\w./-]+)`, "m").exec(text)?.[1];
}
