import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "sweeping-policy-exception",
  severity: "warning",
  summary: "A PolicyException of Kyverno should name what it exempts.",
  presets: ["recommended"],
  why: `An exception without a name, a namespace or a selector exempts every object of its kinds, in every namespace, and so switches the policy off.
The policy itself still stands there, and says \`Enforce\`.`,
  mend: "Name the objects (`names`), and their namespaces (`namespaces`), or select them by a label that only administrators set.",
  leave: "Leave it where the policy shall be switched off; better is to delete it.",

  on: kind("kyverno.io/PolicyException", "policies.kyverno.io/PolicyException"),
  *check(exception) {
    const at = exception.group === "kyverno.io" ? sweeping(exception) : unconditional(exception);
    if (at === undefined) return;

    yield { at, message: `PolicyException "${exception.name}" exempts every object of its kinds.` };
  },

  examples: [
    {
      title: "An exception that names nothing exempts everything",
      bad: `
apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: agents
  namespace: guard
spec:
  exceptions:
    - policyName: disallow-privileged-containers
      ruleNames: [privileged-containers]
  match:
    any:
      - resources:
        ^^^^^^^^^ PolicyException "agents" exempts every object of its kinds.
          kinds: [Pod, DaemonSet]
          names: ["*"]
`,
    },
    {
      title: "Names, namespaces, selectors, users and conditions narrow it",
      good: `
apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: agents
  namespace: guard
spec:
  exceptions:
    - policyName: disallow-privileged-containers
      ruleNames: [privileged-containers]
  match:
    any:
      - resources:
          kinds: [Pod, DaemonSet]
          namespaces: [agents]
          names: [agent*]
---
apiVersion: policies.kyverno.io/v1alpha1
kind: PolicyException
metadata:
  name: agents
spec:
  policyRefs:
    - { name: disallow-privileged, kind: ValidatingPolicy }
  matchConditions:
    - name: agents
      expression: object.metadata.namespace == 'agents'
`,
    },
    {
      title: "Without a condition, an exception of the newer kind is for all, too",
      bad: `
apiVersion: policies.kyverno.io/v1alpha1
kind: PolicyException
metadata:
  name: agents
        ^^^^^^ PolicyException "agents" exempts every object of its kinds.
spec:
  policyRefs:
    - { name: disallow-privileged, kind: ValidatingPolicy }
`,
    },
  ],
});

/** The part of an exception's match that lets every object in. */
function sweeping(exception: Resource): Place | undefined {
  const match = exception.at("spec", "match");
  if (exception.at("spec", "conditions").exists) return undefined;
  const broad = (filters: readonly Place[]) =>
    filters.filter((it) => isBroad(it)).map((it) => it.at("resources").named);
  const all = match.at("all").children;
  const everything = broad(all);
  return broad(match.at("any").children)[0] ?? (everything.length === all.length ? everything[0] : undefined);
}

const isBroad = (filter: Place): boolean =>
  filter.at("resources").exists &&
  ["subjects", "roles", "clusterRoles"].every((it) => !filter.at(it).exists) &&
  ["selector", "namespaceSelector", "annotations"].every((it) => !filter.at("resources", it).exists) &&
  ["name", "names", "namespaces"].every((it) => isOpen(filter.at("resources", it)));

/** Whether a list of names, or one name, leaves nothing out. */
const isOpen = (place: Place): boolean =>
  !place.exists || place.string === "*" || (place.isSequence && place.children.some((it) => it.string === "*"));

function unconditional(exception: Resource): Place | undefined {
  const conditions = exception.at("spec", "matchConditions");
  const hasPolicies = exception.at("spec", "policyRefs").children.length > 0;
  const narrows = ["images", "allowedValues"].some((it) => exception.at("spec", it).exists);
  const isFor = conditions.exists && conditions.children.length > 0;
  return hasPolicies && !isFor && !narrows ? conditions.underline(exception.place.span) : undefined;
}
