import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { read } from "../../rules/model/read.ts";
import { keyName, type ScalarValue, scalarValue } from "../../rules/model/scalars.ts";
import { Kind, NONE, type Node, type Tree } from "../../rules/model/tree.ts";
import { shared } from "../support/shared.ts";

interface Row {
  readonly yaml: string;
  readonly json?: string;
}

/** Where the reader sees another text than go-yaml does, before any scalar is decoded. */
const READ_OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  "Merge keys are followed by places, not by the tree.": [
    "k: {<<: {a: 1}, b: 2}\n",
    "k: {<<: [{a: 1}, {a: 2, b: 2}]}\n",
  ],
  "YAML 1.2 lets an anchor's name hold any character, also the colon behind it.": [
    "&: v\n",
    "&a: v\n",
    "&&: v\n",
    "&x: v\n",
    "k: &&\n",
  ],
  "An escape that only YAML 1.1 knows.": ['k: "\\\'"\n', '"\\\'": v\n'],
  "In YAML 1.1 these end a line, in 1.2 they are text.": [
    "k: \u2028\n",
    "\u2028: v\n",
    "k: a\u2028b\n",
    "a\u2028b: v\n",
    "k: \u0085\n",
    "\u0085: v\n",
    "k: a\u0085b\n",
    "a\u0085b: v\n",
  ],
  "A flow collection as key of a block mapping; go-yaml stops reading there.": [
    "{}: v\n",
    "[]: v\n",
    "{? a : b}: v\n",
    "[?a]: v\n",
  ],
  "Indicators in a flow sequence that YAML 1.2 reads otherwise.": ["k: [-, a]\n", "k: [?a]\n"],
  "Go's maps have no order: either of the two may win.": ['k: {1: a, "1": b}\n'],
};

test.runIf(shared)("every scalar means what Kubernetes makes of it", () => {
  const rows: readonly Row[] = JSON.parse(readFileSync(`${shared}/oracles/scalars/scalars.json`, "utf8"));
  const differing = rows.filter(
    ({ yaml, json }) => meaning(yaml) !== (json?.replaceAll("\\ufffd", "\ufffd") ?? REFUSED),
  );
  expect(rows).toHaveLength(1064);
  expect(differing.map(({ yaml }) => yaml).sort()).toEqual(Object.values(READ_OTHERWISE).flat().sort());
});

const REFUSED = "refused";

/** The JSON that Kubernetes would make of a text. */
function meaning(yaml: string): string {
  const { tree, errors } = read(yaml, yaml);
  if (errors.length > 0) return REFUSED;
  return (tree.root === NONE ? "null" : json(tree, tree.root)) ?? REFUSED;
}

function json(tree: Tree, node: Node): string | undefined {
  switch (tree.kind(node)) {
    case Kind.Empty:
      return "null";
    case Kind.Scalar: {
      const value = scalarValue(tree.string(node), tree.style(node), tree.tag(node));
      return value === undefined ? undefined : asGoWrites(value);
    }
    case Kind.Sequence: {
      const items = [...tree.children(node)].map((item) => json(tree, item));
      return items.includes(undefined) ? undefined : `[${items.join(",")}]`;
    }
    case Kind.Mapping:
      return jsonObject(tree, node);
    default:
      return undefined;
  }
}

function jsonObject(tree: Tree, mapping: Node): string | undefined {
  const entries = new Map<string, string>();
  for (let key = tree.first(mapping); key !== NONE; key = tree.next(tree.next(key))) {
    const name = tree.kind(key) === Kind.Scalar ? keyName(tree.string(key), tree.style(key), tree.tag(key)) : undefined;
    const value = json(tree, tree.next(key));
    if (name === undefined || value === undefined) return undefined;
    entries.set(name, value);
  }
  const inOrder = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${inOrder.map(([name, value]) => `${asGoWrites(name)}:${value}`).join(",")}}`;
}

function asGoWrites(value: ScalarValue): string {
  if (typeof value === "bigint") return String(value);
  if (Object.is(value, -0)) return "-0";
  const escaped = (it: string) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped);
}
