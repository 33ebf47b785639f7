import type { Pod } from "./pods.ts";
import type { GroupKind } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** Kinds of Kubernetes whose pods run until someone stops them: the API server refuses any `restartPolicy` but `Always`. */
export const ENDLESS: ReadonlySet<GroupKind> = new Set([
  "ReplicationController",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "extensions/Deployment",
  "extensions/ReplicaSet",
  "extensions/DaemonSet",
]);

/** Kinds of Kubernetes whose pods are to end: the API server refuses the `restartPolicy` `Always`. */
export const ENDING: ReadonlySet<GroupKind> = new Set([
  "batch/Job",
  "batch/CronJob",
  "batch/ScheduledJob",
  "extensions/Job",
]);

/** Kinds that keep a number of like pods running, of which one may stand in for another. */
export const REPLICATED: ReadonlySet<GroupKind> = new Set([
  "ReplicationController",
  "apps/Deployment",
  "apps/ReplicaSet",
  "extensions/Deployment",
  "extensions/ReplicaSet",
  "apps.openshift.io/DeploymentConfig",
  "argoproj.io/Rollout",
  "apps.kruise.io/CloneSet",
]);

/** Kinds whose pods each keep a name and volumes of their own. */
const ORDERED: ReadonlySet<GroupKind> = new Set(["apps/StatefulSet", "apps.kruise.io/StatefulSet"]);

/** Whether the pod is one of some that serve for as long as they are wanted, and not one of each node's. */
export const isServer = (pod: Pod): boolean => REPLICATED.has(pod.owner.groupKind) || isOrdered(pod);

/** Whether the pod keeps a name and volumes of its own, which no other may have at the same time. */
export const isOrdered = ({ owner }: Pod): boolean => ORDERED.has(owner.groupKind);

/** Whether the pod mounts a volume that may be for one node at a time, so that its author may want a single one. */
export const mountsClaim = ({ spec }: Pod): boolean =>
  spec.at("volumes").children.some((it) => ifKnown(() => it.at("persistentVolumeClaim").exists, true));
