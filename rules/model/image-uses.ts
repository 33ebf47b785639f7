import { type Image, image } from "./images.ts";
import { once } from "./memory.ts";
import type { Place } from "./place.ts";
import { type Container, containersOf, type Pod, pods, WORKLOADS } from "./pods.ts";
import { inKinds, type Resource } from "./resource.ts";
import { PIPELINES, steps } from "./steps.ts";

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

/** Every place of a resource that names an image: of containers in the order of their pods, then of volumes, then of steps. */
export const imageUses = inKinds(
  new Set([...WORKLOADS, ...PIPELINES]),
  once((resource: Resource): readonly ImageUse[] => [
    ...pods(resource).flatMap((pod) => [...containersOf(pod).map((it) => ofContainer(pod, it)), ...ofVolumes(pod)]),
    ...steps(resource).map(({ place }) => ({
      at: place.at("image"),
      pullPolicy: place.at("imagePullPolicy"),
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
