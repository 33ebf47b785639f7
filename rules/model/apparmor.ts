import type { Place } from "./place.ts";
import { containersOf, type Pod } from "./pods.ts";
import { ifKnown } from "./unknowable.ts";

/** The annotations in which AppArmor profiles were named before there was a field for them, each ending in a container's name. */
export const APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

/** Since this version there is the field `appArmorProfile`. */
export const APPARMOR_FIELD_SINCE = 30;

/** An annotation that names a container's AppArmor profile. */
export interface ProfileAnnotation {
  readonly place: Place;
  /** The name of the container that is meant. */
  readonly container: string;
  /** What is written; `undefined` where only a renderer could tell. */
  readonly profile: string | undefined;
}

/** The annotations of a pod that name AppArmor profiles. */
export const profileAnnotations = (pod: Pod): readonly ProfileAnnotation[] =>
  pod.place.at("metadata", "annotations").children.flatMap((place) => {
    const key = String(place.step);
    if (!key.startsWith(APPARMOR_ANNOTATION)) return [];
    const container = key.slice(APPARMOR_ANNOTATION.length);
    return [{ place, container, profile: ifKnown(() => place.string, undefined) }];
  });

/** What an annotation says, as the field says it; `undefined` for what confines nothing. */
export function profileField(profile: string | undefined): { type: string; localhostProfile?: string } | undefined {
  if (profile === "runtime/default") return { type: "RuntimeDefault" };
  const name = /^localhost\/(.+)$/.exec(profile ?? "")?.[1];
  return name === undefined ? undefined : { type: "Localhost", localhostProfile: name };
}

/** Whether a pod has no container of that name. Throws `unknowable` where more may stand than the text shows. */
export function lacksContainer(pod: Pod, name: string): boolean {
  const lists = ["initContainers", "containers", "ephemeralContainers"].map((it) => pod.spec.at(it));
  // Asks for the one behind the last, which throws where a template may add some.
  if (lists.some((list) => list.at(list.children.length).exists)) return false;
  return !containersOf(pod).some((container) => container.at("name").string === name);
}
