import { type Container, containersOf, type Pod } from "./pods.ts";
import { effective, security } from "./security-context.ts";
import type { Change } from "./write.ts";

/** Whether a container is told to run as the user 0, by its own word or its pod's. Throws `unknowable`. */
export const isTold0 = (container: Container): boolean => effective(container, "runAsUser").value === 0;

/** Takes away each `runAsUser: 0` that decides for a container. Throws `unknowable`. */
export function withoutUser0(container: Container): readonly Change[] {
  const own = security(container, "runAsUser");
  const shared = security(container.pod, "runAsUser");
  const decisive = own.exists && own.value !== 0 ? [] : [own, shared];
  return decisive.filter((it) => it.value === 0).map((at) => ({ at, remove: true }));
}

/** Whether `runAsNonRoot: true` for the whole pod would keep one of its containers from starting, since that has user 0 and leaves the rest to the pod. Throws `unknowable`. */
export const wouldStop = (pod: Pod): boolean =>
  containersOf(pod).some(
    (container) => !security(container, "runAsNonRoot").exists && security(container, "runAsUser").value === 0,
  );
