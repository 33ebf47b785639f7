import { ADMISSION } from "../model/admission-rules.ts";
import { valueOrTitle } from "../model/lacking.ts";
import type { Place } from "../model/place.ts";
import type { On, Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const BINDING = `${ADMISSION}/ValidatingAdmissionPolicyBinding`;
const KYVERNO: ReadonlySet<string> = new Set(["kyverno.io/ClusterPolicy", "kyverno.io/Policy"]);
const VALIDATING: ReadonlySet<string> = new Set([
  BINDING,
  "policies.kyverno.io/NamespacedValidatingPolicy",
  "policies.kyverno.io/ValidatingPolicy",
]);

/** Constraints of Gatekeeper are of any kind, each of which its cluster has made up. */
const policies: On<Resource> = (resource) =>
  resource.group === "constraints.gatekeeper.sh" ||
  KYVERNO.has(resource.groupKind) ||
  VALIDATING.has(resource.groupKind)
    ? [resource]
    : [];

export default rule({
  id: "toothless-policy",
  severity: "info",
  summary: "A policy should refuse what is against it.",
  presets: ["strict"],
  fixable: "review",
  why: `A policy that only warns, counts or writes into a log keeps nobody out.
It is meant for the first weeks, until it is known what it would refuse; then it is forgotten, and its name in the list of policies makes everyone believe that this is taken care of.`,
  mend: `Look at what it has reported (\`kubectl get policyreport -A\`, the audit log, the constraint's \`status.violations\`), mend that, and let it refuse.
What is against it is refused from then on when it is next made or changed.`,
  leave: `Leave it while the policy is tried out, and for advice that nobody has to take.
A policy of Kyverno that says nothing of it only counts, for that is its default.`,

  on: policies,
  *check(policy) {
    for (const at of new Set(toothless(policy))) {
      const value =
        policy.group === "kyverno.io" ? "Enforce" : policy.group === "constraints.gatekeeper.sh" ? "deny" : ["Deny"];
      yield {
        at: valueOrTitle(policy, at),
        message: `${policy.kind} "${policy.name}" refuses nothing.`,
        fixes: [{ title: "Refuse what is against it", safety: "review", changes: () => [{ at, value }] }],
      };
    }
  },

  examples: [
    {
      title: "What only warns and counts keeps nobody out",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Warn, Audit]
  ^^^^^^^^^^^^^^^^^ ValidatingAdmissionPolicyBinding "registries" refuses nothing.
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata:
  name: team
spec:
  enforcementAction: dryrun
                     ^^^^^^ K8sRequiredLabels "team" refuses nothing.
  parameters:
    labels: [{ key: team }]
`,
      fixed: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny]
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata:
  name: team
spec:
  enforcementAction: deny
  parameters:
    labels: [{ key: team }]
`,
    },
    {
      title: "A policy of Kyverno only counts when nothing is said",
      bad: `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: team
        ^^^^ ClusterPolicy "team" refuses nothing.
spec:
  rules:
    - name: team
      match: { any: [{ resources: { kinds: [Pod] } }] }
      validate:
        pattern: { metadata: { labels: { team: "?*" } } }
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: owner
spec:
  rules:
    - name: owner
      match: { any: [{ resources: { kinds: [Pod] } }] }
      validate:
        failureAction: Audit
                       ^^^^^ ClusterPolicy "owner" refuses nothing.
        pattern: { metadata: { labels: { owner: "?*" } } }
`,
      fixed: `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: team
spec:
  rules:
    - name: team
      match: { any: [{ resources: { kinds: [Pod] } }] }
      validate:
        pattern: { metadata: { labels: { team: "?*" } } }
  validationFailureAction: Enforce
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: owner
spec:
  rules:
    - name: owner
      match: { any: [{ resources: { kinds: [Pod] } }] }
      validate:
        failureAction: Enforce
        pattern: { metadata: { labels: { owner: "?*" } } }
`,
    },
    {
      title: "What refuses has teeth, and what changes objects needs none",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny, Audit]
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata:
  name: team
spec:
  parameters:
    labels: [{ key: team }]
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: team
spec:
  validationFailureAction: Enforce
  rules:
    - name: team
      match: { any: [{ resources: { kinds: [Pod] } }] }
      validate:
        pattern: { metadata: { labels: { team: "?*" } } }
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: pull
spec:
  rules:
    - name: pull
      match: { any: [{ resources: { kinds: [Pod] } }] }
      mutate:
        patchStrategicMerge: { metadata: { labels: { seen: "true" } } }
`,
    },
  ],
});

/** Where a policy says, or should, that it refuses, and does not. */
function toothless(policy: Resource): readonly Place[] {
  if (policy.group === "constraints.gatekeeper.sh") {
    const action = policy.at("spec", "enforcementAction");
    return ["dryrun", "warn"].includes(action.string ?? "") ? [action] : [];
  }
  if (!KYVERNO.has(policy.groupKind)) {
    const actions = policy.at("spec", "validationActions");
    const isKnown = actions.exists && actions.children.length > 0;
    return isKnown && actions.children.every((it) => it.string !== "Deny") ? [actions] : [];
  }
  const shared = policy.at("spec", "validationFailureAction");
  if (policy.at("spec", "validationFailureActionOverrides").exists) return [];
  return policy
    .at("spec", "rules")
    .children.filter((it) => it.at("validate").exists)
    .map((it) => (it.at("validate", "failureAction").exists ? it.at("validate", "failureAction") : shared))
    .filter((it) => it.string?.toLowerCase() !== "enforce");
}
