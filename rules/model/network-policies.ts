import { once } from "./memory.ts";
import type { Place } from "./place.ts";
import { inKinds, kind, type Resource } from "./resource.ts";
import { NONE } from "./tree.ts";
import { ifKnown, unknowable } from "./unknowable.ts";

/** What a NetworkPolicy may restrict, as `policyTypes` spells it. */
export type Direction = "Ingress" | "Egress";

export const DIRECTIONS: readonly Direction[] = ["Ingress", "Egress"];

/** One rule of a NetworkPolicy: who may come in, or where its pods may go. */
export interface PolicyRule {
  readonly policy: Resource;
  readonly direction: Direction;
  readonly place: Place;
  /** The list of peers: everyone, where it is absent or empty. */
  readonly peers: Place;
  /** The list of ports: all of them, where it is absent or empty. */
  readonly ports: Place;
}

const KINDS = new Set(["networking.k8s.io/NetworkPolicy"]);

export const networkPolicies = kind(...KINDS);

/** The list of rules for a direction. */
export const rulesFor = (policy: Resource, direction: Direction): Place =>
  policy.at("spec", direction === "Ingress" ? "ingress" : "egress");

/**
 * Whether a policy isolates its pods in a direction, so that its rules for it count: as `policyTypes` says, and without
 * it always for ingress, for egress only with a rule (defaulting of `networking.k8s.io/v1`). Throws `unknowable`.
 */
export function isolates(policy: Resource, direction: Direction): boolean {
  const types = policy.at("spec", "policyTypes");
  if (!isNothing(types)) return types.children.some((it) => it.value === direction);
  return direction === "Ingress" || !isNothing(rulesFor(policy, direction));
}

/** Every rule for a direction, whether it counts or not. */
export const policyRulesOf = (policy: Resource, direction: Direction): readonly PolicyRule[] =>
  rulesFor(policy, direction).children.map((place) => ({
    policy,
    direction,
    place,
    peers: place.at(direction === "Ingress" ? "from" : "to"),
    ports: place.at("ports"),
  }));

const allRules = (policy: Resource): readonly PolicyRule[] => DIRECTIONS.flatMap((it) => policyRulesOf(policy, it));

const counts = ({ policy, direction }: PolicyRule): boolean => ifKnown(() => isolates(policy, direction), false);

/** Every rule that counts. */
export const policyRules = inKinds(
  KINDS,
  once((resource: Resource): readonly PolicyRule[] => networkPolicies(resource).flatMap(allRules).filter(counts)),
);

/** The entries for ports of every rule, whether it counts or not: the API server looks at all of them. */
export const policyPorts = inKinds(KINDS, (resource): readonly Place[] =>
  networkPolicies(resource)
    .flatMap(allRules)
    .flatMap(({ ports }) => ports.children),
);

/** The address blocks of every rule, likewise. */
export const ipBlocks = inKinds(KINDS, (resource): readonly Place[] =>
  networkPolicies(resource)
    .flatMap(allRules)
    .flatMap(({ peers }) => peers.children.map((it) => it.at("ipBlock"))),
);

/** The label selectors of a policy: its own, and those of all its peers, likewise. */
export const selectors = inKinds(KINDS, (resource): readonly Place[] =>
  networkPolicies(resource).flatMap((policy) => [
    policy.at("spec", "podSelector"),
    ...allRules(policy)
      .flatMap(({ peers }) => peers.children)
      .flatMap((peer) => [peer.at("podSelector"), peer.at("namespaceSelector")]),
  ]),
);

/** Whether a list is absent or empty: among peers and ports that means all of them. Throws `unknowable`. */
export const isNothing = (list: Place): boolean =>
  !list.exists || (list.children.length === 0 && Array.isArray(list.value));

/** Whether a key stands there, with a value or without. */
export const isWritten = (place: Place): boolean => place.key !== NONE;

/** Whether a rule allows everyone and every port. Throws `unknowable`. */
export const allowsAll = ({ peers, ports }: PolicyRule): boolean => isNothing(peers) && isNothing(ports);

/** The one way in which a peer says who it is; `undefined`, if it is said in several ways or in none. Throws `unknowable`. */
export function onlyWay(peer: Place): "podSelector" | "namespaceSelector" | "ipBlock" | undefined {
  const ways = (["podSelector", "namespaceSelector", "ipBlock"] as const).filter((it) => peer.at(it).exists);
  return ways.length === 1 ? ways[0] : undefined;
}

/** Whether a selector is written and selects everything. Throws `unknowable`. */
export function selectsAll(selector: Place): boolean {
  if (!selector.isMapping) return false;
  const labels = selector.at("matchLabels");
  const hasLabels = labels.exists && Object.keys(Object(labels.value)).length > 0;
  return !hasLabels && isNothing(selector.at("matchExpressions"));
}

/** Whether a rule opens a port by its number. Throws `unknowable`, also for a port that only the pods' names could tell. */
export function opens({ ports }: PolicyRule, protocol: "TCP" | "UDP", number: number): boolean {
  if (isNothing(ports)) return true;
  const mine = ports.children.filter((it) => (it.at("protocol").value ?? "TCP") === protocol);
  if (mine.some((it) => includes(it, number))) return true;
  if (!ports.isKnown || mine.some((it) => it.at("port").string !== undefined)) throw unknowable;
  return false;
}

function includes(entry: Place, number: number): boolean {
  const port = entry.at("port");
  if (!port.exists) return true;
  const first = port.number ?? Number.NaN;
  return first <= number && number <= (entry.at("endPort").number ?? first);
}
