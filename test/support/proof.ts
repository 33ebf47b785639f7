import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from "yaml";
import { lint, type Problem } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { applyEdits } from "../../rules/model/source.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import type { Asked } from "../../rules/presets.ts";
import type { Fix } from "../../rules/rule.ts";
import { mend } from "../../server/mend.ts";
import { sourceOf } from "../../server/sources/source.ts";

const fail = (message: string): never => {
  throw new Error(message);
};

/** The fix of a problem that is to be made, if any. */
export type Choice = (problem: Problem) => Fix | undefined;

/** Comments that stand inside of a list that a fix takes away whole, and go with it. */
const TAKEN_ALONG: ReadonlySet<string> = new Set(["              # Capabilities needed for auditd module"]);

/** What became of a text by fixes. */
export interface Mended {
  readonly before: Manifest;
  readonly text: string;
  readonly after: Manifest;
  readonly told: readonly Problem[];
  readonly left: readonly Problem[];
  /** Where fixes set or remove something: the paths, each with its document's number ahead. */
  readonly touched: readonly string[];
}

/** A text after the fixes that `choose` names, again and again until it names none. */
export function mended(uri: string, text: string, asked: Asked, choose: Choice): Mended {
  const before = parse(sourceOf(uri, text));
  const touched: string[] = [];
  const chosen = (manifest: Manifest) =>
    lint(manifest, asked, fail).flatMap((problem) => {
      const fix = choose(problem);
      if (fix === undefined) return [];
      for (const { at } of ifKnown(fix.changes, [])) touched.push(JSON.stringify([problem.document, ...at.path]));
      return [fix];
    });
  const result = applyEdits(text, mend(before, chosen, fail));
  const after = parse(sourceOf(uri, result));
  return { before, text: result, after, told: lint(before, asked, fail), left: lint(after, asked, fail), touched };
}

/** What is wrong with a mending: nothing, if it is right. */
export function faults(text: string, it: Mended, choose: Choice): readonly string[] {
  const found: string[] = [];
  const errors = (manifest: Manifest) => manifest.documents.flatMap(({ document }) => document.errors).length;
  if (errors(it.after) > errors(it.before)) found.push("it does not parse any more");
  for (const { rule, message } of it.left.filter((problem) => choose(problem) !== undefined))
    found.push(`left: ${rule.id} ${message}`);
  found.push(...newcomers(it, choose).map(({ rule, message }) => `new: ${rule.id} ${message}`));
  found.push(...strangers(it).map((path) => `changed: ${path}`));
  found.push(...lostComments(text, it.text).map((comment) => `lost: ${comment}`));
  const returns = (of: string) => of.split("\r\n").length - 1;
  const breaks = (of: string) => of.split("\n").length - 1;
  if (returns(text) === 0 && returns(it.text) > 0) found.push("carriage returns appeared");
  if (returns(text) > 0 && returns(text) === breaks(text) && returns(it.text) !== breaks(it.text))
    found.push("line ends changed");
  return found;
}

/** What a finding keeps from being said beside what its rule replaces: once it is mended, these may be true. */
const COMES_TO_LIGHT: Readonly<Record<string, readonly string[]>> = {
  // With the node's namespaces a pod can have no users of its own, and its ports and probes are the node's.
  "host-ipc": ["shared-user-namespace"],
  "host-network": ["shared-user-namespace", "host-port", "host-in-probe", "system-namespace"],
  "host-pid": ["shared-user-namespace"],
  // To a privileged container, these would change nothing.
  "privileged-container": [
    "dangerous-capability",
    "missing-seccomp-profile",
    "privilege-escalation",
    "runs-as-root",
    "unconfined-apparmor",
    "unconfined-seccomp",
    "undropped-capabilities",
    "writable-root-filesystem",
  ],
  // A lesser level is a beginning, a secret in a variable is better than one in a manifest, and one pod cannot be spread.
  "recreate-strategy": ["single-replica"],
  "secret-in-env": ["secret-variable"],
  "single-replica": ["unspread-replicas"],
  "unenforced-namespace": ["baseline-namespace"],
  // Without TLS, there is nothing beside which plain HTTP could be served.
  "unencrypted-ingress": ["http-beside-https"],
};

/** The findings of rules that say more of the mended text than of the first. */
function newcomers({ told, left }: Mended, choose: Choice): readonly Problem[] {
  const made = told.filter((it) => choose(it) !== undefined).map(({ rule }) => rule);
  const known = new Set(made.flatMap(({ id, replaces = [] }) => [...replaces, ...(COMES_TO_LIGHT[id] ?? [])]));
  const count = (problems: readonly Problem[], id: string) => problems.filter(({ rule }) => rule.id === id).length;
  return left.filter(({ rule: { id } }) => !known.has(id) && count(left, id) > count(told, id));
}

/** The paths at which the data differ, though no fix touched them. */
function strangers({ before, after, touched }: Mended): readonly string[] {
  const [old, now] = [before, after].map(data) as [Leaves, Leaves];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
  const ours = touched.map((it) => it.slice(0, -1));
  return changed.filter((path) => {
    const own = path.slice(0, -1);
    // What a fix removes may take along the mapping that it leaves empty, and list items behind it move up.
    return !ours.some((it) => own.startsWith(it) || it.startsWith(own) || own.startsWith(it.replace(/,\d+$/, ",")));
  });
}

type Leaves = ReadonlyMap<string, string>;

/** Every scalar and every empty collection of a manifest, by its path, as it is written. */
function data({ source }: Manifest): Leaves {
  const leaves = new Map<string, string>();
  const walk = (node: unknown, path: readonly (string | number)[]) => {
    if (isMap(node) && node.items.length > 0) {
      for (const { key, value } of node.items) walk(value, [...path, isScalar(key) ? String(key.value) : String(key)]);
    } else if (isSeq(node) && node.items.length > 0)
      node.items.forEach((item, index) => void walk(item, [...path, index]));
    else {
      const written = isScalar(node)
        ? `${node.type === "PLAIN" ? "plain" : "quoted"} ${node.source ?? ""}`
        : isAlias(node)
          ? `*${node.source}`
          : isMap(node)
            ? "{}"
            : isSeq(node)
              ? "[]"
              : "";
      leaves.set(JSON.stringify(path), written);
    }
  };
  for (const [index, document] of parseAllDocuments(source.masked ?? source.text, {
    schema: "failsafe",
    uniqueKeys: false,
    logLevel: "silent",
  }).entries()) {
    walk(document.contents as Node | null, [index]);
  }
  return leaves;
}

/** The comments on lines of their own that are gone; one behind a value may go with it. */
function lostComments(text: string, result: string): readonly string[] {
  const comments = (of: string) => of.split(/\r?\n/).filter((line) => /^\s*#/.test(line));
  const left = [...comments(result)];
  return comments(text).filter((it) => {
    if (TAKEN_ALONG.has(it)) return false;
    const index = left.indexOf(it);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
