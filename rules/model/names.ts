import type { GroupKind, Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";
import type { Minor } from "./versions.ts";

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

/** Whether it is a name without dots, as a host has within its domain (RFC 1123). */
export const isLabel = (name: string): boolean => name.length <= LONGEST_LABEL && LABEL.test(name);

/** Whether it is a name of such names, with dots between them. */
export const isSubdomain = (name: string): boolean =>
  name.length <= LONGEST_SUBDOMAIN && name.split(".").every((it) => LABEL.test(it));

/** Since this version, a Service's name may begin with a digit. */
const RELAXED_SERVICES: Minor = 36;

/** Kinds whose name may be any text that can stand in a path: those of RBAC. */
const PATHS: ReadonlySet<GroupKind> = new Set(
  ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"].map((it) => `rbac.authorization.k8s.io/${it}`),
);

/** Kinds whose name is made of other words of theirs. */
const COMPOSED: ReadonlyMap<GroupKind, (resource: Resource) => readonly (string | undefined)[]> = new Map([
  [
    "apiextensions.k8s.io/CustomResourceDefinition",
    ({ at }) => [at("spec", "names", "plural").string, at("spec", "group").string],
  ],
  ["apiregistration.k8s.io/APIService", ({ at }) => [at("spec", "version").string, at("spec", "group").string ?? ""]],
]);

/** Kinds whose names are names with dots, and how long those may be where they are made part of others. */
const SUBDOMAINS: ReadonlyMap<GroupKind, number> = new Map<GroupKind, number>([
  ...["ConfigMap", "Secret", "Pod", "ReplicationController", "ServiceAccount", "PersistentVolumeClaim"].map(unbounded),
  ...["PersistentVolume", "ResourceQuota", "LimitRange", "Endpoints", "PodTemplate"].map(unbounded),
  ...["apps/Deployment", "apps/ReplicaSet", "apps/DaemonSet"].map(unbounded),
  ...["networking.k8s.io/Ingress", "networking.k8s.io/NetworkPolicy", "networking.k8s.io/IngressClass"].map(unbounded),
  ...["policy/PodDisruptionBudget", "autoscaling/HorizontalPodAutoscaler"].map(unbounded),
  ...["storage.k8s.io/StorageClass", "scheduling.k8s.io/PriorityClass"].map(unbounded),
  // Their pods bear the name in a label, or in that of their controller's revision.
  ["apps/StatefulSet", 52],
  ["batch/Job", 63],
  ["batch/CronJob", 52],
]);

function unbounded(kind: GroupKind): [GroupKind, number] {
  return [kind, LONGEST_SUBDOMAIN];
}

/** The kinds of which it is known how they may be named. */
export const NAMED: readonly GroupKind[] = ["Namespace", "Service", ...PATHS, ...COMPOSED.keys(), ...SUBDOMAINS.keys()];

/** What is wrong with a resource's name, as the end of a sentence; `undefined` for nothing. Throws `unknowable`. */
export function faultOf(resource: Resource, name: string, kubernetes: Minor): string | undefined {
  const { groupKind } = resource;
  if (PATHS.has(groupKind)) return /[/%]|^\.\.?$/.test(name) ? "may have no slash and no percent sign" : undefined;
  if (COMPOSED.has(groupKind)) {
    const composed = composedName(resource);
    return composed === undefined || name === composed ? undefined : `must be "${composed}"`;
  }
  const longest = SUBDOMAINS.get(groupKind) ?? LONGEST_LABEL;
  if (name.length > longest) return `may have ${longest} characters at most, and has ${name.length}`;
  if (SUBDOMAINS.has(groupKind)) {
    return isSubdomain(name)
      ? undefined
      : "may have small letters, digits, hyphens and dots only, with a letter or digit at each end";
  }
  if (groupKind === "Service" && kubernetes < RELAXED_SERVICES && /^\d/.test(name)) return "may not begin with a digit";
  return isLabel(name)
    ? undefined
    : "may have small letters, digits and hyphens only, with a letter or digit at each end";
}

/** The name that a resource must have, as it is made of other words of its; `undefined` where any will do. */
export function composedName(resource: Resource): string | undefined {
  const words = COMPOSED.get(resource.groupKind);
  const parts = words === undefined ? [undefined] : ifKnown(() => words(resource), [undefined]);
  if (parts.some((it) => it === undefined)) return undefined;
  return parts.join(".");
}

/** The name that comes nearest to a text, with dots where those may stand; `undefined` where nothing is left of it. */
export function nearestName(text: string, longest = LONGEST_LABEL, dots = false): string | undefined {
  const plain = text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(dots ? /[^-a-z0-9.]+/g : /[^-a-z0-9]+/g, "-")
    .replace(/-*\.[-.]*/g, ".")
    .slice(0, longest)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return plain === "" ? undefined : plain;
}

/** Whether someone is to put a name in its place: `NAME`, `{SHOP}` or `_`. */
export const isPlaceholder = (name: string): boolean => !/[a-z0-9]/.test(name);

/** Whether names of a kind may have dots. */
export const hasDots = (kind: GroupKind): boolean => SUBDOMAINS.has(kind);
