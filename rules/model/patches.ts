import { once } from "./memory.ts";
import { type Container, containers, WORKLOADS } from "./pods.ts";
import type { Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** Whether a workload only says what is to change in another, as a Kustomize patch does: what it leaves out stands there. */
export const isPatch = once((resource: Resource): boolean => {
  const all = WORKLOADS.has(resource.groupKind) ? containers(resource) : [];
  if (resource.apiVersion === "apps/v1") {
    if (ifKnown(() => resource.at("spec", "selector").exists, true)) return false;
    // Who writes the labels of the pods writes a whole workload, if one that forgets the selector.
    const isLabelled = all.some(({ pod }) => ifKnown(() => pod.place.at("metadata", "labels").exists, false));
    return all.length === 0 || all.some((it) => lacksImage(it) || (isOnlyImage(it) && !isLabelled));
  }
  return resource.group === "batch" && (all.length === 0 || all.some(lacksImage));
});

/** Whether a workload lacks what the API server asks of each of its kind, so that what it does not say may stand in another text. */
export const isFragment = once(
  (resource: Resource): boolean =>
    isPatch(resource) ||
    containers(resource).length === 0 ||
    (resource.group === "apps" && !ifKnown(() => resource.at("spec", "selector").exists, true)) ||
    containers(resource).some((it) => !ifKnown(() => it.at("image").exists, true)),
);

const lacksImage = (container: Container): boolean => ifKnown(() => !container.at("image").exists, false);

const isOnlyImage = (container: Container): boolean =>
  container.place.children.every(({ step }) => step === "name" || step === "image");
