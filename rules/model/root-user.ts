import type { Change } from "./change.ts";
import type { Place } from "./place.ts";
import { type Container, containersOf, type Pod } from "./pods.ts";
import { effective, isContainer, type Secured, security } from "./security-context.ts";
import { ifKnown } from "./unknowable.ts";

/** Takes away each `runAsUser: 0` that is known to decide for a container. */
export function withoutUser0(container: Container): readonly Change[] {
  const own = security(container, "runAsUser");
  if (ifKnown(() => own.exists && own.value !== 0, true)) return [];
  return [own, security(container.pod, "runAsUser")].filter(isKnown0).map((at) => ({ at, remove: true }));
}

/** Whether a container is known to leave it to its pod whether it may run as root. */
export const leavesRootToPod = (container: Container): boolean =>
  ifKnown(() => !security(container, "runAsNonRoot").exists, false);

/** Whether `runAsNonRoot: true` for the whole pod may keep one of its containers from starting: one that has user 0 and leaves the rest to the pod. */
export const mayStop = (pod: Pod): boolean =>
  containersOf(pod).some((container) =>
    ifKnown(() => !security(container, "runAsNonRoot").exists && security(container, "runAsUser").value === 0, true),
  );

const isKnown0 = (place: Place): boolean => ifKnown(() => place.value === 0, false);

/** The containers for which a `runAsUser: 0` of a pod or container decides. Throws `unknowable`. */
export const followersOfUser0 = (subject: Secured): readonly Container[] =>
  isContainer(subject)
    ? [subject]
    : containersOf(subject).filter((container) => !security(container, "runAsUser").exists);

/** Whether the kubelet refuses to start each container for which a `runAsUser: 0` decides: none of them is ever root. Throws `unknowable`. */
export const isRefused = (subject: Secured): boolean => {
  const followers = followersOfUser0(subject);
  return followers.length > 0 && followers.every((it) => effective(it, "runAsNonRoot").value === true);
};
