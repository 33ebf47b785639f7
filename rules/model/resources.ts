import type { Place } from "./place.ts";
import { type Container, isSidecar } from "./pods.ts";
import type { Minor } from "./versions.ts";

/** What a container may ask for and be held to. */
export type Amount = "cpu" | "memory";

/** Since this version a pod may say for all its containers what they need. */
export const POD_RESOURCES: Minor = 34;

/** Whether a container runs for as long as its pod, and so must say what it needs; an init container is done before. Throws `unknowable`. */
export const runsAlong = (container: Container): boolean => container.list === "containers" || isSidecar(container);

/** Whether something holds a container to an amount: its own limit, or its pod's. Throws `unknowable`. */
export const isLimited = (container: Container, amount: Amount, kubernetes: Minor): boolean =>
  holders(container, kubernetes).some((it) => it.at("limits", amount).exists);

/** Whether the scheduler is told an amount: a request, or a limit, which is taken for the request where none is written. Throws `unknowable`. */
export const isRequested = (container: Container, amount: Amount, kubernetes: Minor): boolean =>
  holders(container, kubernetes).some((it) => it.at("requests", amount).exists || it.at("limits", amount).exists);

function holders(container: Container, kubernetes: Minor): readonly Place[] {
  const own = container.at("resources");
  return kubernetes >= POD_RESOURCES ? [own, container.pod.spec.at("resources")] : [own];
}
