import type { Damage } from "../document.ts";
import { Kind, NONE, type Node, Style, type Tree } from "../tree.ts";

/**
 * The first tab that go-yaml refuses in what is otherwise good YAML: on an empty line, ahead of a comment, behind a dash,
 * or where a block scalar must show how far it is indented. Within brackets and quotes a tab is as good as a space.
 */
export function* tabDamages(tree: Tree): Generator<Damage> {
  const { text, root } = tree;
  if (root === NONE || tree.style(root) === Style.Flow || !text.includes("\t")) return;
  let node: Node = NONE;
  let reached = 0;
  for (const { 0: ahead, index } of text.matchAll(/^ *(?:-(?=[ \t]) *)*\t/gm)) {
    const tab = index + ahead.length - 1;
    while (node + 1 < tree.size && tree.start(node + 1) <= tab) {
      node++;
      reached = tree.end(node);
    }
    // What lies between the node and the tab before this one was looked at then.
    const isNext = /^\s*$/.test(text.slice(reached, tab));
    reached = Math.max(reached, tab);
    if (isAccepted(tree, node, tab, tab - index, isNext)) continue;
    yield {
      span: { start: tab, end: tab + 1 },
      message: "Kubernetes refuses the tab on this line, and allows spaces only.",
    };
    return;
  }
}

/** Whether go-yaml takes a tab for white space, given the last node that begins before it and whether nothing stands between them. */
function isAccepted(tree: Tree, node: Node, tab: number, column: number, isNext: boolean): boolean {
  if (isBlockScalar(tree, node) && FIRST_LINE.test(tree.text.slice(tree.start(node), tab))) return false;
  for (let holder = node; holder !== NONE; holder = tree.parent(holder)) {
    const isBlock = tree.style(holder) === Style.Block || tree.style(holder) === Style.Plain;
    if (!isBlock && tab < tree.end(holder)) return true;
  }
  if (node === NONE || !isNext || tree.kind(node) !== Kind.Scalar) return false;
  if (isBlockScalar(tree, node)) return true;
  // To a plain scalar, what is indented belongs, or may belong.
  const holder = tree.parent(node);
  return tree.style(node) === Style.Plain && (holder === NONE || column > columnOf(tree, holder));
}

/** A block scalar up to its first line's content, if it does not say how far it is indented. */
const FIRST_LINE = /^[|>][-+]?(?:[ \t]+#.*|[ \t]*)\r?\n[ \r\n]*$/;

const isBlockScalar = (tree: Tree, node: Node): boolean =>
  node !== NONE && (tree.style(node) === Style.Literal || tree.style(node) === Style.Folded);

function columnOf(tree: Tree, node: Node): number {
  const start = tree.start(node);
  return start === 0 ? 0 : start - tree.text.lastIndexOf("\n", start - 1) - 1;
}
