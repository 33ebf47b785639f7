import type { Damage } from "../document.ts";
import { Kind, NONE, type Node, type Tree } from "../tree.ts";

/**
 * The document as a whole, if its aliases multiply it beyond what go-yaml decodes: from 1,000 nodes on, aliases may make up
 * 99 % of them, and ever less from 400,000 to 4,000,000, where it is 10 % (go.yaml.in/yaml/v2, decode.go).
 */
export function* excessOf(tree: Tree): Generator<Damage> {
  const first = firstAlias(tree);
  if (first === NONE) return;
  const total = weigh(tree);
  const byAlias = total - tree.size;
  if (byAlias <= 100 || total <= 1_000 || byAlias / total <= allowedShare(total)) return;
  yield { span: tree.span(first), message: "Aliases multiply this document beyond what Kubernetes reads." };
}

function firstAlias(tree: Tree): Node {
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) === Kind.Alias && tree.target(node) !== NONE) return node;
  }
  return NONE;
}

function allowedShare(total: number): number {
  if (total <= 400_000) return 0.99;
  if (total >= 4_000_000) return 0.1;
  return 0.99 - 0.89 * ((total - 400_000) / 3_600_000);
}

/** How many nodes the document has once every alias is followed. */
function weigh(tree: Tree): number {
  const lasts = Int32Array.from({ length: tree.size }, (_, node) => node);
  for (let node = tree.size - 1; node > 0; node--) {
    const parent = tree.parent(node);
    lasts[parent] = Math.max(lasts[parent] ?? 0, lasts[node] ?? 0);
  }
  // A prefix sum over the nodes in the order of the text: the weight of a collection is that of the stretch it covers.
  const sums = new Float64Array(tree.size + 1);
  for (let node = 0; node < tree.size; node++) {
    const target = tree.kind(node) === Kind.Alias ? tree.target(node) : NONE;
    const followed = target === NONE ? 0 : (sums[(lasts[target] ?? target) + 1] ?? 0) - (sums[target] ?? 0);
    sums[node + 1] = (sums[node] ?? 0) + 1 + followed;
  }
  return sums[tree.size] ?? 0;
}
