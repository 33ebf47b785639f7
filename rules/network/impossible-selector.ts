import { selectors } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "impossible-selector",
  severity: "error",
  summary: "The conditions of a NetworkPolicy's selector should not exclude each other.",
  presets: ["recommended"],
  why: `All conditions of a selector must hold, those of \`matchLabels\` and those of \`matchExpressions\`.
If two of them exclude each other, it selects nothing: a policy with such a \`podSelector\` protects no pod, and nobody is told.`,
  mend: "Remove the condition that is wrong.",
  leave: "There is no reason to leave it: remove the policy, or the peer, if nothing shall be selected.",

  on: selectors,
  *check(selector) {
    for (const [key, conditions] of conditionsOf(selector)) {
      const allowed = conditions.filter((it) => it.values !== undefined);
      const forbidden = new Set(conditions.flatMap((it) => it.not ?? []));
      const first = allowed[0];
      const left = first?.values?.filter(
        (it) => !forbidden.has(it) && allowed.every(({ values }) => values?.includes(it)),
      );
      const isWanted = conditions.some((it) => it.isWanted);
      const absent = conditions.find((it) => it.isAbsent);
      const last = conditions.at(-1);
      if (last === undefined || !((isWanted && absent !== undefined) || left?.length === 0)) continue;

      yield {
        at: last.place,
        message: `This selects nothing, as the conditions for "${key}" exclude each other.`,
        see: conditions.slice(0, -1).map(({ place }) => ({ at: place, message: "This must hold as well." })),
      };
    }
  },

  examples: [
    {
      title: "A label cannot have a value and not have it",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
           ~~~ This must hold as well.
    matchExpressions:
      - key: app
        ^^^ This selects nothing, as the conditions for "app" exclude each other.
        operator: NotIn
        values: [web, admin]
  policyTypes: [Ingress]
`,
    },
    {
      title: "A label cannot be there and not be there, nor have two values",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchExpressions:
              - key: app
                ~~~ This must hold as well.
                operator: Exists
              - key: app
                ^^^ This selects nothing, as the conditions for "app" exclude each other.
                operator: DoesNotExist
        - namespaceSelector:
            matchLabels: { team: shop }
                                 ~~~~ This must hold as well.
            matchExpressions:
              - { key: team, operator: In, values: [billing, search] }
                  ^^^ This selects nothing, as the conditions for "team" exclude each other.
`,
    },
    {
      title: "Conditions may narrow each other",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
    matchExpressions:
      - { key: app, operator: In, values: [web, api] }
      - { key: app, operator: NotIn, values: [admin] }
      - { key: tier, operator: DoesNotExist }
      - { key: tier, operator: NotIn, values: [test] }
  policyTypes: [Ingress]
`,
    },
  ],
});

/** One condition on a label. */
interface Condition {
  readonly place: Place;
  /** The values of which it must have one. */
  readonly values?: readonly unknown[];
  readonly not?: readonly unknown[];
  readonly isWanted?: boolean;
  readonly isAbsent?: boolean;
}

function conditionsOf(selector: Place): ReadonlyMap<string, readonly Condition[]> {
  const conditions: (readonly [string, Condition])[] = [
    ...selector
      .at("matchLabels")
      .children.map((it) => [String(it.step), { place: it, values: [it.value ?? ""], isWanted: true }] as const),
    ...selector.at("matchExpressions").children.map((it) => [it.at("key").string ?? "", expression(it)] as const),
  ];
  return new Map(conditions.map(([key]) => [key, conditions.filter(([other]) => other === key).map(([, it]) => it)]));
}

function expression(place: Place): Condition {
  const values = place.at("values").children.map((it) => it.value);
  switch (place.at("operator").value) {
    case "In":
      // Without values the API server refuses it.
      return { place, isWanted: true, ...(values.length > 0 && { values }) };
    case "NotIn":
      return { place, not: values };
    case "Exists":
      return { place, isWanted: true };
    case "DoesNotExist":
      return { place, isAbsent: true };
    default:
      return { place };
  }
}
