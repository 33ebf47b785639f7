import type { Pod } from "./pods.ts";
import { ifKnown } from "./unknowable.ts";
import type { Minor } from "./versions.ts";

/** The first version of the Pod Security Standards that trusts user namespaces. */
const TRUSTED_SINCE: Minor = 35;

/** Whether a pod has users of its own, so that its root is nobody on the node, and the Pod Security Standards of that version trust in it. */
export const hasOwnUsers = (pod: Pod, podSecurity: Minor): boolean =>
  podSecurity >= TRUSTED_SINCE && ifKnown(() => pod.spec.at("hostUsers").value === false, false);
