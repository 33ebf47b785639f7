import type { Place, Step } from "./place.ts";
import { type Container, containersOf, inWorkloads, type Pod, pods } from "./pods.ts";
import type { Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** What may have a security context: a pod, for all of its containers, or one container. */
export type Secured = Pod | Container;

/** Every pod that a resource runs, each followed by its containers. */
export const podsAndContainers = inWorkloads((resource: Resource): readonly Secured[] =>
  pods(resource).flatMap((pod) => [pod, ...containersOf(pod)]),
);

export const isContainer = (subject: Secured): subject is Container => "pod" in subject;

/** A place in the security context of a pod or container. */
export const security = (subject: Secured, ...steps: readonly Step[]): Place =>
  (isContainer(subject) ? subject.place : subject.spec).at("securityContext", ...steps);

/** The place in a security context that counts for a container: its own where something stands there, else its pod's. Throws `unknowable`. */
export function effective(container: Container, ...steps: readonly Step[]): Place {
  const own = security(container, ...steps);
  return own.exists ? own : security(container.pod, ...steps);
}

/** What the pod is known to say and a container overrides by something else, for a finding to refer to. */
export function overridden(subject: Secured, ...steps: readonly Step[]): readonly { at: Place; message: string }[] {
  if (!isContainer(subject)) return [];
  const own = security(subject, ...steps);
  const shared = security(subject.pod, ...steps);
  const isOther = ifKnown(() => own.exists && shared.exists && own.value !== shared.value, false);
  return isOther ? [{ at: shared, message: "The container overrides this." }] : [];
}

/** Whether no container is known to go by what its pod says: each has a word of its own that `accepts`, or may have one. */
export const isOverridden = (pod: Pod, steps: readonly Step[], accepts: (own: Place) => boolean): boolean =>
  containersOf(pod).every((container) => {
    const own = security(container, ...steps);
    return ifKnown(() => own.exists && accepts(own), true);
  });

/** Whether a container is privileged, and so beyond the reach of capabilities, seccomp, AppArmor and masks. Throws `unknowable`. */
export const isPrivileged = (container: Container): boolean => security(container, "privileged").value === true;

/** Whether the kind of a pod takes a security context for the whole pod: Knative refuses one unless its operator has allowed it. */
export const takesPodContext = ({ owner, spec }: Pod): boolean =>
  owner.group !== "serving.knative.dev" || ifKnown(() => spec.at("securityContext").exists, false);

/** What a pod or container is called where a message begins. */
export function titleOf(subject: Secured): string {
  if (!isContainer(subject)) return `${subject.owner.kind} "${subject.owner.name}"`;
  return subject.name === "" ? "A container without a name" : `Container "${subject.name}"`;
}

/** What a container is called within a message. */
export const mentionOf = ({ name }: Container): string =>
  name === "" ? "a container without a name" : `container "${name}"`;

/** Where a value stands, or the name of the container or resource that lacks it. Throws `unknowable`. */
export const valueOrName = (holder: { readonly place: Place }, place: Place): Place =>
  place.exists ? place : place.underline(holder.place.span);
