import type { Place, Step } from "./place.ts";
import { type GroupKind, perResource, type Resource } from "./resource.ts";

/** What a workload will run: the pod itself, or the template from which a controller makes it. */
export interface Pod {
  readonly owner: Resource;
  /** The pod or its template: what holds `metadata` and `spec`. */
  readonly place: Place;
  readonly spec: Place;
  /** Whether it is a Pod as the API server stores it, and not a template for some. */
  readonly isBare: boolean;
}

/** The list of a pod's spec that a container stands in. */
export type ContainerList = "initContainers" | "containers" | "ephemeralContainers";

export interface Container {
  readonly pod: Pod;
  readonly place: Place;
  readonly at: Place["at"];
  readonly list: ContainerList;
  /** What the author calls it: for messages. */
  readonly name: string;
}

export interface Volume {
  readonly pod: Pod;
  readonly place: Place;
  readonly at: Place["at"];
  readonly name: string;
}

/** A path to pod templates; `*` stands for every item of a list or value of a mapping. */
type TemplatePath = readonly Step[];

const TEMPLATE: readonly TemplatePath[] = [["spec", "template"]];

/**
 * Where the pod templates of each kind stand, versions apart. To teach Plimsoll another kind, add a line:
 * the path leads to what holds the pod's `metadata` and `spec`.
 */
const POD_TEMPLATES: Readonly<Record<GroupKind, readonly TemplatePath[]>> = {
  Pod: [[]],
  PodTemplate: [["template"]],
  ReplicationController: TEMPLATE,
  "apps/Deployment": TEMPLATE,
  "apps/ReplicaSet": TEMPLATE,
  "apps/StatefulSet": TEMPLATE,
  "apps/DaemonSet": TEMPLATE,
  "extensions/Deployment": TEMPLATE,
  "extensions/ReplicaSet": TEMPLATE,
  "extensions/DaemonSet": TEMPLATE,
  "batch/Job": TEMPLATE,
  "extensions/Job": TEMPLATE,
  "batch/CronJob": [["spec", "jobTemplate", "spec", "template"]],
  "batch/ScheduledJob": [["spec", "jobTemplate", "spec", "template"]],
  "argoproj.io/Rollout": TEMPLATE,
  "serving.knative.dev/Service": TEMPLATE,
  "serving.knative.dev/Configuration": TEMPLATE,
  "serving.knative.dev/Revision": [[]],
  "apps.kruise.io/CloneSet": TEMPLATE,
  "apps.kruise.io/StatefulSet": TEMPLATE,
  "apps.kruise.io/DaemonSet": TEMPLATE,
  "apps.kruise.io/BroadcastJob": TEMPLATE,
  "apps.kruise.io/AdvancedCronJob": [["spec", "template", "jobTemplate", "spec", "template"]],
  "batch.volcano.sh/Job": [["spec", "tasks", "*", "template"]],
  "kubeflow.org/TFJob": [["spec", "tfReplicaSpecs", "*", "template"]],
  "kubeflow.org/PyTorchJob": [["spec", "pytorchReplicaSpecs", "*", "template"]],
  "kubeflow.org/MPIJob": [["spec", "mpiReplicaSpecs", "*", "template"]],
  "kubeflow.org/Notebook": TEMPLATE,
  "ray.io/RayCluster": [
    ["spec", "headGroupSpec", "template"],
    ["spec", "workerGroupSpecs", "*", "template"],
  ],
  "jobset.x-k8s.io/JobSet": [["spec", "replicatedJobs", "*", "template", "spec", "template"]],
  "leaderworkerset.x-k8s.io/LeaderWorkerSet": [
    ["spec", "leaderWorkerTemplate", "leaderTemplate"],
    ["spec", "leaderWorkerTemplate", "workerTemplate"],
  ],
};

/** The kinds whose pods the Pod Security admission controller judges. */
export const BUILT_IN_WORKLOADS: ReadonlySet<GroupKind> = new Set(
  Object.keys(POD_TEMPLATES).filter((it) => /^(?:\w+|apps\/\w+|extensions\/\w+|batch\/\w+)$/.test(it)),
);

/** The pods that a resource runs. */
export const pods = perResource((resource): readonly Pod[] => {
  const paths = Object.hasOwn(POD_TEMPLATES, resource.groupKind) ? POD_TEMPLATES[resource.groupKind] : undefined;
  if (paths === undefined) return [];
  return paths
    .flatMap((path) => follow(resource.place, path))
    .map((place) => ({ owner: resource, place, spec: place.at("spec"), isBare: resource.groupKind === "Pod" }));
});

/** Every container that a resource runs, init containers first, then ephemeral ones last: the order of the admission controller. */
export const containers = perResource((resource): readonly Container[] => pods(resource).flatMap(containersOf));

/** The containers of one pod, in the same order. */
export function containersOf(pod: Pod): readonly Container[] {
  let found = containersFound.get(pod);
  if (found === undefined) {
    found = (["initContainers", "containers", "ephemeralContainers"] as const).flatMap((list) =>
      pod.spec.at(list).children.map((place) => ({
        pod,
        place,
        at: (...steps: readonly Step[]) => place.at(...steps),
        list,
        name: place.at("name").shown,
      })),
    );
    containersFound.set(pod, found);
  }
  return found;
}

const containersFound = new WeakMap<Pod, readonly Container[]>();

/** Every volume that a resource's pods declare. */
export const volumes = perResource((resource): readonly Volume[] =>
  pods(resource).flatMap((pod) =>
    pod.spec.at("volumes").children.map((place) => ({
      pod,
      place,
      at: (...steps: readonly Step[]) => place.at(...steps),
      name: place.at("name").shown,
    })),
  ),
);

/** Whether an init container keeps running beside the others. Throws `unknowable`. */
export const isSidecar = (container: Container): boolean =>
  container.list === "initContainers" && container.at("restartPolicy").value === "Always";

function follow(place: Place, path: TemplatePath): readonly Place[] {
  const [step, ...rest] = path;
  if (step === undefined) return [place];
  return step === "*" ? place.children.flatMap((it) => follow(it, rest)) : follow(place.at(step), rest);
}
