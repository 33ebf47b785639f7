import { keyName } from "../scalars.ts";
import { Kind, NONE, type Node } from "../tree.ts";
import type { Plan } from "./plan.ts";

/** Keys whose empty mapping says something else than no mapping at all. */
const MEANINGFUL_IF_EMPTY: ReadonlySet<string> = new Set([
  // An empty selector selects everything; without one, nothing or something else is selected.
  "podSelector",
  "namespaceSelector",
  "objectSelector",
  "labelSelector",
  "selector",
  "clusterRoleSelectors",
  // A volume's source is told by its key alone.
  "emptyDir",
  // The key alone chooses a strategy or a handler.
  "exec",
  "tcpSocket",
  "allowAll",
  // Refused without it, even if nothing stands in it.
  "metadata",
  "spec",
  "template",
]);

/** Keys of sequences in which an empty item says something: a rule without conditions allows everything. */
const MEANINGFUL_IF_EMPTY_IN: ReadonlySet<string> = new Set(["ingress", "egress", "namespaceSelectors", "rules"]);

/** Whether nothing is left of what stands here: it is removed itself, or all that it holds is and its emptiness would say nothing. */
export function isGone(plan: Plan | undefined): boolean {
  if (plan === undefined) return false;
  const { tree, node, parent } = plan;
  if (plan.isRemoved) return true;
  if (parent === undefined || plan.isKept || plan.value !== undefined || plan.additions.length > 0) return false;
  const kind = tree.kind(node);
  const isMapping = kind === Kind.Mapping;
  if ((!isMapping && kind !== Kind.Sequence) || tree.first(node) === NONE || tree.isTorn(node)) return false;
  if (isMapping && isMeaningful(plan)) return false;
  if (plan.key !== NONE && tree.isShared(plan.key)) return false;
  for (let child = tree.first(node); child !== NONE; child = tree.next(child)) {
    if (isMapping) child = tree.next(child);
    if (!isGone(plan.partOf(child))) return false;
  }
  return !hidesAnother(plan);
}

/** Whether an earlier entry of the same name, or what a merge key brings, would count if this one were gone. */
function hidesAnother({ tree, parent, key }: Plan): boolean {
  if (parent === undefined || key === NONE) return false;
  const nameOf = (it: Node) => keyName(tree.string(it), tree.style(it), tree.tag(it));
  const name = nameOf(key);
  for (let other = tree.first(parent.node); other !== key; other = tree.next(tree.next(other))) {
    const isRemoved = parent.partOf(tree.next(other))?.isRemoved;
    if (!isRemoved && (nameOf(other) === name || tree.string(other) === "<<")) return true;
  }
  return false;
}

function isMeaningful({ step, parent }: Plan): boolean {
  if (typeof step === "string") return MEANINGFUL_IF_EMPTY.has(step);
  return typeof parent?.step === "string" && MEANINGFUL_IF_EMPTY_IN.has(parent.step);
}
