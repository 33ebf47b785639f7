import { type Memory, once } from "./memory.ts";
import type { Place } from "./place.ts";
import { inKinds, kind, type On, type Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

export const RBAC = "rbac.authorization.k8s.io";

/** One entry of a role's `rules`: verbs, and what they are allowed on. */
export interface PolicyRule {
  readonly role: Resource;
  readonly place: Place;
  readonly at: Place["at"];
  /** Whether it can hold in every namespace: it stands in a ClusterRole. */
  readonly isClusterWide: boolean;
  readonly memory: Memory;
}

/** What a role may allow: `verbs` on `resources` of an API group. */
export interface Right {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export const READ: readonly string[] = ["get", "list", "watch"];
export const WRITE: readonly string[] = ["create", "update", "patch"];

/** Whether the API server made it, and will make it again: it is no manifest of anybody's. */
const isBuiltIn = (resource: Resource): boolean =>
  ifKnown(() => resource.at("metadata", "labels", "kubernetes.io/bootstrapping").string === "rbac-defaults", false);

/** Roles, but for those that the API server makes. */
export const roles: On<Resource> = withoutBuiltIn(`${RBAC}/Role`, `${RBAC}/ClusterRole`);

/** Bindings, but for those that the API server makes. */
export const bindings: On<Resource> = withoutBuiltIn(`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`);

function withoutBuiltIn(...kinds: readonly string[]): On<Resource> {
  const wanted = kind(...kinds);
  return inKinds(new Set(kinds), (resource) => wanted(resource).filter((it) => !isBuiltIn(it)));
}

const OPERATOR = "operators.coreos.com/ClusterServiceVersion";

/** Every rule of a role that somebody wrote; those of an aggregated role are not his: a controller writes over them. */
export const policyRules: On<PolicyRule> = inKinds(
  new Set([`${RBAC}/Role`, `${RBAC}/ClusterRole`, OPERATOR]),
  once((resource: Resource): readonly PolicyRule[] => {
    if (resource.groupKind === OPERATOR) return operatorRules(resource);
    return roles(resource)
      .filter((role) => !ifKnown(() => role.at("aggregationRule").exists, false))
      .flatMap((role) => rulesIn(role, role.place, role.kind === "ClusterRole"));
  }),
);

/** What the Operator Lifecycle Manager makes roles of. */
const operatorRules = (resource: Resource): readonly PolicyRule[] =>
  ["clusterPermissions", "permissions"].flatMap((list) =>
    resource
      .at("spec", "install", "spec", list)
      .children.flatMap((it) => rulesIn(resource, it, list === "clusterPermissions")),
  );

const rulesIn = (role: Resource, holder: Place, isClusterWide: boolean): readonly PolicyRule[] =>
  holder.at("rules").children.map((place) => ({
    role,
    place,
    at: (...steps) => place.at(...steps),
    isClusterWide,
    memory: new Map(),
  }));

/** What a list of a rule says; nothing where it is absent. A null in it is an empty string, as it is for Kubernetes. Throws `unknowable`. */
export function texts(rule: PolicyRule, list: string): readonly string[] {
  const read = readLists(rule);
  const before = read.get(list);
  if (before !== undefined) return before;
  const { value } = rule.at(list);
  const found = Array.isArray(value) ? value.map((it) => (typeof it === "string" ? it : String(it ?? ""))) : [];
  read.set(list, found);
  return found;
}

/** The lists of a rule that have been read: some thirty rules of ours ask for them. */
const readLists = once((_: PolicyRule) => new Map<string, readonly string[]>());

/** Whether a rule holds for objects of certain names only. Throws `unknowable`. */
export const isNamed = (rule: PolicyRule): boolean => texts(rule, "resourceNames").length > 0;

/** Whether a rule holds in an API group. Throws `unknowable`. */
export const holdsIn = (rule: PolicyRule, group: string): boolean =>
  texts(rule, "apiGroups").some((it) => it === group || it === "*");

/** The first of these verbs that a rule names, or its `*`, which is all of them. Throws `unknowable`. */
export function verbAmong(rule: PolicyRule, verbs: readonly string[]): Place | undefined {
  const named = texts(rule, "verbs").findIndex((it) => it === "*" || verbs.includes(it));
  return named === -1 ? undefined : rule.at("verbs", named);
}

/**
 * Where a rule names the resources of a right that it gives; nowhere if it does not give it, and nowhere if it gives it by
 * `resources: ["*"]`: that says much more, and is told by rules of its own. Throws `unknowable`.
 */
export function named(rule: PolicyRule, { group, resources, verbs }: Right): readonly Place[] {
  const written = texts(rule, "resources");
  if (written.includes("*") || !holdsIn(rule, group) || verbAmong(rule, verbs) === undefined) return [];
  const wanted = new Set(resources.flatMap((it) => [it, ...anyParent(it)]));
  return written.flatMap((it, index) => (wanted.has(it) ? [rule.at("resources", index)] : []));
}

/** The one form besides `*` in which a star counts: this subresource of all resources. */
const anyParent = (resource: string): readonly string[] =>
  resource.includes("/") ? [`*/${resource.slice(resource.indexOf("/") + 1)}`] : [];

/** What a role is called where a message begins. */
export const titleOf = ({ kind, name }: Resource): string => `${kind} "${name}"`;

/** Several words as a sentence lists them. */
export const listed = (items: readonly string[]): string =>
  [items.slice(0, -1).join(", "), items.at(-1)].filter((it) => it !== "").join(" and ");

/** Several names, as a sentence lists them, each in quotes. */
export const quoted = (items: readonly string[]): string => listed(items.map((it) => `"${it}"`));
