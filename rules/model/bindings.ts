import { once } from "./memory.ts";
import type { Place } from "./place.ts";
import { bindings } from "./rbac.ts";
import { inKinds, type Resource } from "./resource.ts";

/** One of those who get what a binding's role allows. */
export interface Subject {
  readonly binding: Resource;
  readonly place: Place;
  readonly at: Place["at"];
}

/** Everybody whom bindings name, each by himself. */
export const subjects = inKinds(
  bindings.kinds ?? new Set(),
  once((resource: Resource): readonly Subject[] => bindings(resource).flatMap(subjectsOf)),
);

/** Whom one binding names. */
export const subjectsOf = (binding: Resource): readonly Subject[] =>
  binding.at("subjects").children.map((place) => ({ binding, place, at: (...steps) => place.at(...steps) }));

/** Whether a binding holds in every namespace. */
export const isClusterWide = (binding: Resource): boolean => binding.kind === "ClusterRoleBinding";

/** The name of the ClusterRole that a binding gives; nothing if it gives a Role. Throws `unknowable`. */
export const clusterRoleOf = (binding: Resource): string | undefined =>
  binding.at("roleRef", "kind").string === "ClusterRole" ? binding.at("roleRef", "name").string : undefined;

/** Whether a subject is one of these users or groups. Throws `unknowable`. */
export const isOneOf = (subject: Subject, kind: "User" | "Group", ...names: readonly string[]): boolean =>
  subject.at("kind").string === kind && names.includes(subject.at("name").string ?? "");
