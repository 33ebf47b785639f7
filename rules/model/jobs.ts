import type { Place, Step } from "./place.ts";
import { type Pod, pods } from "./pods.ts";
import { inKinds, type Resource } from "./resource.ts";

/** A Job, or what a CronJob makes its Jobs from. */
export interface Job {
  readonly owner: Resource;
  /** The spec of the Job. */
  readonly place: Place;
  readonly at: Place["at"];
  readonly pod: Pod;
}

const KINDS = new Set(["batch/Job", "batch/CronJob"]);

/** The Job that a resource is, or makes. */
export const jobs = inKinds(KINDS, (owner: Resource): readonly Job[] => {
  if (!KINDS.has(owner.groupKind)) return [];
  const place = owner.groupKind === "batch/Job" ? owner.at("spec") : owner.at("spec", "jobTemplate", "spec");
  return pods(owner).map((pod) => ({ owner, place, at: (...steps: readonly Step[]) => place.at(...steps), pod }));
});
