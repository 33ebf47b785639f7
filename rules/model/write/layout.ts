import { scalarValue } from "../scalars.ts";
import { Kind, NONE, type Node, Style, type Tree } from "../tree.ts";

/** How the author of a document lays it out. */
export interface Layout {
  /** By how many columns a mapping is indented below its key. */
  readonly step: number;
  /** By how many columns the dashes of a sequence are indented below its key. */
  readonly dash: number;
  /** Whether the document is JSON: all in flow style, keys and strings in double quotes. */
  readonly isJson: boolean;
  /** By what JSON over several lines is indented at each level. */
  readonly unit: string;
  /** Whether nothing stands behind colons and commas. */
  readonly isCompact: boolean;
  /** Whether braces and brackets have blanks within: `{ a: 1 }`. */
  readonly isPadded: { readonly mapping: boolean; readonly sequence: boolean };
}

/** Enough of a document to know its author's habits. */
const NODES_LOOKED_AT = 20_000;

/** The layout of a document: what is most common in it, and what is usual where it does not say. */
export function layoutOf(tree: Tree): Layout {
  const steps = new Map<number, number>();
  const dashes = new Map<number, number>();
  const padded = new Map<Kind, boolean>();
  for (let node = 1; node < Math.min(tree.size, NODES_LOOKED_AT); node++) {
    const kind = tree.kind(node);
    if (kind !== Kind.Mapping && kind !== Kind.Sequence) continue;
    const first = tree.first(node);
    if (first === NONE) continue;
    if (tree.style(node) === Style.Flow) {
      const inner = tree.text.slice(tree.start(node) + 1, tree.start(first));
      if (/^[ \t]*$/.test(inner) && !padded.has(kind)) padded.set(kind, inner !== "");
    } else if (isBlockMapping(tree, tree.parent(node))) {
      count(kind === Kind.Mapping ? steps : dashes, column(tree, node) - column(tree, tree.parent(node)));
    }
  }
  const step = mostCommon([...steps].filter(([width]) => width > 0)) ?? 2;
  return {
    step,
    dash: mostCommon([...dashes].filter(([width]) => width >= 0)) ?? step,
    ...flowLayoutOf(tree),
    isPadded: { mapping: padded.get(Kind.Mapping) ?? false, sequence: padded.get(Kind.Sequence) ?? false },
  };
}

/** Where a line of a text begins, behind a byte order mark. */
export function startOfLine(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff && offset > 0 ? 1 : start;
}

function flowLayoutOf(tree: Tree): Pick<Layout, "isJson" | "unit" | "isCompact"> {
  const { root } = tree;
  const isFlow = root !== NONE && tree.style(root) === Style.Flow;
  const first = isFlow ? tree.first(root) : NONE;
  if (first === NONE) return { isJson: isFlow, unit: "  ", isCompact: false };
  const start = startOfLine(tree.text, tree.start(first));
  const before = tree.text.slice(start, tree.start(first));
  const isJson = !isPlainString(tree, firstLeaf(tree, root));
  return {
    isJson,
    unit: /^[ \t]+$/.test(before) ? before : "  ",
    isCompact: isJson && /^":\S/.test(tree.text.slice(tree.end(first) - 1, tree.end(first) + 2)),
  };
}

function firstLeaf(tree: Tree, node: Node): Node {
  let leaf = node;
  for (let child = tree.first(leaf); child !== NONE; child = tree.first(leaf)) leaf = child;
  return leaf;
}

const isPlainString = (tree: Tree, node: Node) =>
  tree.kind(node) === Kind.Scalar &&
  tree.style(node) !== Style.Double &&
  typeof scalarValue(tree.string(node), tree.style(node), tree.tag(node)) === "string";

const isBlockMapping = (tree: Tree, node: Node) => tree.kind(node) === Kind.Mapping && tree.style(node) === Style.Block;

const column = (tree: Tree, node: Node) => tree.start(node) - startOfLine(tree.text, tree.start(node));

const count = (counts: Map<number, number>, width: number) => counts.set(width, (counts.get(width) ?? 0) + 1);

function mostCommon(counts: readonly (readonly [number, number])[]): number | undefined {
  return counts.toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
