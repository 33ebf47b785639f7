import type { Place } from "./place.ts";
import type { Resource } from "./resource.ts";

/** What the labels that set a namespace's Pod Security level begin with. */
export const POD_SECURITY = "pod-security.kubernetes.io/";

/** The levels of the Pod Security Standards. */
export const LEVELS: readonly string[] = ["privileged", "baseline", "restricted"];

/** What may be done with a pod that is beyond the level. */
export const MODES: readonly string[] = ["enforce", "audit", "warn"];

/** Since this version every cluster has Pod Security Admission. */
export const POD_SECURITY_SINCE = 23;

/** Namespaces that a cluster makes for itself. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(["kube-node-lease", "kube-public", "kube-system"]);

/** Where a namespace says which level it enforces. */
export const enforced = (namespace: Resource): Place => namespace.at("metadata", "labels", `${POD_SECURITY}enforce`);
