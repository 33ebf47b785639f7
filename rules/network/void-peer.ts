import { base, block, holds } from "../model/addresses.ts";
import type { Writable } from "../model/change.ts";
import { isNothing, onlyWay, policyRules, selectsAll } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "void-peer",
  severity: "warning",
  summary: "Each peer of a NetworkPolicy's rule should add someone to it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The peers of a rule are alternatives: it is enough to be one of them.
With \`- namespaceSelector: {}\` and \`- podSelector: …\` behind two dashes, every pod of every namespace may connect, and the labels that should have narrowed it down count for nothing; with one dash they would.
A reader sees two conditions, and whoever has taken over any pod of the cluster gets through.`,
  mend: `Where both conditions were meant together, take away the second dash: the fix does, and pods that met only the first are refused from then on.
Where the narrow peer is a leftover, remove it, which changes nothing.
Where the wide one is, remove that.`,
  leave: "Leave it where a template gathers peers from several places and one of them holds the others.",

  on: policyRules,
  *check({ peers }) {
    const all = peers.children;
    for (const [index, peer] of all.entries()) {
      const wider = all.find((it, other) => it !== peer && ifKnown(() => covers(it, peer, other < index), false));
      if (wider === undefined) continue;

      yield {
        at: peer,
        message: "This peer adds nobody, as another one is wider.",
        see: [{ at: wider, message: "This peer holds all of the other." }],
        // Of several narrow peers only one could be joined.
        fixes: [(all.length === 2 ? joined(wider, peer) : undefined) ?? removed(peer)],
      };
    }
  },

  examples: [
    {
      title: "Two dashes make two peers, and every pod of the cluster is the first",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    - from:
        - namespaceSelector: {}
          ~~~~~~~~~~~~~~~~~ This peer holds all of the other.
        - podSelector:
          ^^^^^^^^^^^ This peer adds nobody, as another one is wider.
            matchLabels:
              app: web
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    - from:
        - namespaceSelector: {}
          podSelector:
            matchLabels:
              app: web
`,
    },
    {
      title: "A block within another, and every pod here beside some, are no more than the wider one",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
          ~~~~~~~~~~~ This peer holds all of the other.
        - podSelector:
          ^^^^^^^^^^^ This peer adds nobody, as another one is wider.
            matchLabels: { app: web }
  egress:
    - to:
        - ipBlock:
          ^^^^^^^ This peer adds nobody, as another one is wider.
            cidr: 10.20.0.0/16
        - ipBlock:
          ~~~~~~~ This peer holds all of the other.
            cidr: 10.0.0.0/8
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
  egress:
    - to:
        - ipBlock:
            cidr: 10.0.0.0/8
`,
    },
    {
      title: "Every pod of the cluster holds no address outside, and an exception may make a peer needed",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - namespaceSelector: {}
        - ipBlock:
            cidr: 192.168.0.0/16
  egress:
    - to:
        - ipBlock:
            cidr: 10.0.0.0/8
            except: [10.20.0.0/16]
        - ipBlock:
            cidr: 10.20.30.0/24
    - to:
        - namespaceSelector: {}
          podSelector:
            matchLabels: { app: web }
        - podSelector:
            matchLabels: { app: db }
`,
    },
  ],
});

/** Whether all of `peer` is in `wider`, too; of two that are the same, the first stays. Throws `unknowable`. */
function covers(wider: Place, peer: Place, isBefore: boolean): boolean {
  if (isSame(wider, peer)) return isBefore;
  const way = onlyWay(wider);
  if (peer.at("ipBlock").exists) return way === "ipBlock" && coversBlock(wider.at("ipBlock"), peer.at("ipBlock"));
  if (way === "namespaceSelector") return selectsAll(wider.at("namespaceSelector"));
  return way === "podSelector" && onlyWay(peer) === "podSelector" && selectsAll(wider.at("podSelector"));
}

const isSame = (one: Place, other: Place): boolean => JSON.stringify(one.value) === JSON.stringify(other.value);

function coversBlock(wider: Place, peer: Place): boolean {
  const [outer, inner] = [wider, peer].map((it) => block(it.at("cidr").string ?? ""));
  if (outer === undefined || inner === undefined || !isNothing(wider.at("except"))) return false;
  const isEqual = base(outer).number === base(inner).number && outer.length === inner.length;
  return holds(outer, inner) && !(isEqual && isNothing(peer.at("except")));
}

/** Every namespace and some pods, made those pods of every namespace. */
function joined(wider: Place, peer: Place): Fix | undefined {
  const pods = peer.at("podSelector");
  if (onlyWay(wider) !== "namespaceSelector" || onlyWay(peer) !== "podSelector" || selectsAll(pods)) return undefined;
  return {
    title: "Join both into one peer",
    safety: "review",
    changes: () => [
      { at: wider.at("podSelector"), value: pods.value as Writable },
      { at: peer, remove: true },
    ],
  };
}

const removed = (peer: Place): Fix => ({
  title: "Remove the narrower peer",
  safety: "review",
  changes: () => [{ at: peer, remove: true }],
});
