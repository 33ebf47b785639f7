import { type Image, image } from "./images.ts";
import { once } from "./memory.ts";
import type { Place, Step } from "./place.ts";
import { type Container, containersOf, follow, type Pod, pods, WORKLOADS } from "./pods.ts";
import { type GroupKind, inKinds, type Resource } from "./resource.ts";

/** A place that names an image, which a container runs or a pod mounts as a volume. */
export interface ImageUse {
  /** Where the reference stands. */
  readonly at: Place;
  /** Where it may say when the image is pulled. */
  readonly pullPolicy: Place;
  /** The container of a pod that runs it; absent for a volume, and for a step of a pipeline. */
  readonly container: Container | undefined;
  /** The pod that it is pulled for; absent for a step of a pipeline. */
  readonly pod: Pod | undefined;
}

const TEKTON_STEPS: readonly (readonly Step[])[] = [["steps", "*"], ["sidecars", "*"], ["stepTemplate"]];
const ARGO_STEPS: readonly (readonly Step[])[] = [
  ["container"],
  ["script"],
  ["containerSet", "containers", "*"],
  ["sidecars", "*"],
];
const below = (heads: readonly (readonly Step[])[], tails: readonly (readonly Step[])[]) =>
  heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));

/** Where kinds that run pods of their own making name images, beside the containers of `pods.ts`. */
const STEPS: Readonly<Record<GroupKind, readonly (readonly Step[])[]>> = {
  "tekton.dev/Task": below([["spec"]], TEKTON_STEPS),
  "tekton.dev/ClusterTask": below([["spec"]], TEKTON_STEPS),
  "tekton.dev/TaskRun": below([["spec", "taskSpec"]], TEKTON_STEPS),
  "tekton.dev/Pipeline": below(
    [
      ["spec", "tasks", "*", "taskSpec"],
      ["spec", "finally", "*", "taskSpec"],
    ],
    TEKTON_STEPS,
  ),
  "argoproj.io/Workflow": below([["spec", "templates", "*"]], ARGO_STEPS),
  "argoproj.io/WorkflowTemplate": below([["spec", "templates", "*"]], ARGO_STEPS),
  "argoproj.io/ClusterWorkflowTemplate": below([["spec", "templates", "*"]], ARGO_STEPS),
  "argoproj.io/CronWorkflow": below([["spec", "workflowSpec", "templates", "*"]], ARGO_STEPS),
};

/** Every place of a resource that names an image: of containers in the order of their pods, then of volumes, then of steps. */
export const imageUses = inKinds(
  new Set([...WORKLOADS, ...Object.keys(STEPS)]),
  once((resource: Resource): readonly ImageUse[] => [
    ...pods(resource).flatMap((pod) => [...containersOf(pod).map((it) => ofContainer(pod, it)), ...ofVolumes(pod)]),
    ...(Object.hasOwn(STEPS, resource.groupKind) ? (STEPS[resource.groupKind] ?? []) : [])
      .flatMap((path) => follow(resource.place, path))
      .map((step) => ({
        at: step.at("image"),
        pullPolicy: step.at("imagePullPolicy"),
        container: undefined,
        pod: undefined,
      })),
  ]),
);

const ofContainer = (pod: Pod, container: Container): ImageUse => ({
  at: container.at("image"),
  pullPolicy: container.at("imagePullPolicy"),
  container,
  pod,
});

const ofVolumes = (pod: Pod): readonly ImageUse[] =>
  pod.spec.at("volumes").children.map((volume) => ({
    at: volume.at("image", "reference"),
    pullPolicy: volume.at("image", "pullPolicy"),
    container: undefined,
    pod,
  }));

/** The image that is named, where it is one that a runtime could pull. Throws `unknowable`. */
export function imageOf({ at }: ImageUse): Image | undefined {
  const reference = at.string;
  return reference === undefined ? undefined : image(reference);
}
