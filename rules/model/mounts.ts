import type { Place } from "./place.ts";
import { type Container, containersOf, type Pod, type Volume, volumes } from "./pods.ts";

/** A place where a container has a volume. */
export interface Mount {
  readonly container: Container;
  readonly place: Place;
  readonly at: Place["at"];
}

/** The mounts that a container lists. */
export const mountsOf = (container: Container): readonly Mount[] =>
  container.at("volumeMounts").children.map((place) => ({ container, place, at: (...steps) => place.at(...steps) }));

/** The mounts of a volume, whoever has them. Throws `unknowable`. */
export function mountsOfVolume({ pod, at }: Volume): readonly Mount[] {
  const name = at("name").string;
  return containersOf(pod)
    .flatMap(mountsOf)
    .filter((mount) => mount.at("name").string === name);
}

/** The volume that a mount names; `undefined` for one that its pod does not list. Throws `unknowable`. */
export function volumeOf({ container: { pod }, at }: Mount): Volume | undefined {
  const name = at("name").string;
  return volumes(pod.owner).find((it) => it.pod === pod && it.at("name").string === name);
}

/** Whether a mount writes nothing to its volume. Throws `unknowable`. */
export const isReadOnly = (mount: Mount): boolean => mount.at("readOnly").value === true;

/** The items of a list, if the text shows all of them. Throws `unknowable`. */
export function allOf(list: Place): readonly Place[] {
  const { children } = list;
  // Behind the last item there is nothing, or what a template adds.
  void list.at(children.length).exists;
  return children;
}

/** Where the claims stand from which a controller makes volumes for a pod: beside its template. */
export const claimTemplatesOf = ({ place, isBare }: Pod): Place | undefined =>
  isBare ? undefined : place.parent?.at("volumeClaimTemplates");

/** The names of the volumes that a pod will have, those made of claims included. Throws `unknowable`. */
export function volumeNamesOf(pod: Pod): ReadonlySet<string> {
  const own = allOf(pod.spec.at("volumes")).map((it) => it.at("name").string);
  const templates = claimTemplatesOf(pod);
  const made = templates === undefined ? [] : allOf(templates).map((it) => it.at("metadata", "name").string);
  return new Set([...own, ...made].filter((it) => it !== undefined));
}
