import { once } from "./memory.ts";
import { type Container, containers } from "./pods.ts";
import type { Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** Whether a workload only says what is to change in another, as a Kustomize patch does: what it leaves out stands there. */
export const isPatch = (resource: Resource): boolean => partial(resource).length > 0;

/** Whether a workload lacks what the API server asks of each of its kind, so that what it does not say may stand in another text. */
export const isFragment = once(
  (resource: Resource): boolean =>
    isPatch(resource) ||
    containers(resource).length === 0 ||
    (resource.group === "apps" && !ifKnown(() => resource.at("spec", "selector").exists, true)) ||
    containers(resource).some((it) => !ifKnown(() => it.at("image").exists, true)),
);

/** The containers that say no image or nothing else, of a workload without the selector that each must have. */
const partial = once((resource: Resource): readonly Container[] => {
  if (resource.apiVersion !== "apps/v1") return [];
  if (ifKnown(() => resource.at("spec", "selector").exists, true)) return [];
  return containers(resource).filter((container) =>
    ifKnown(() => !container.at("image").exists || isOnlyImage(container), false),
  );
});

const isOnlyImage = (container: Container): boolean =>
  container.place.children.every(({ step }) => step === "name" || step === "image");
