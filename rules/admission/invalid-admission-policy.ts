import { ADMISSION } from "../model/admission-rules.ts";
import { valueOrTitle } from "../model/lacking.ts";
import { kind, type Resource } from "../model/resource.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "invalid-admission-policy",
  severity: "error",
  summary: "A ValidatingAdmissionPolicy and its binding must be ones that the API server takes.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the object, so the policy is not in force, and what it guards is open.
Where policies are applied with many other files, the one error among the output is easily overlooked.`,
  mend: `A policy says what it is about (\`matchConstraints.resourceRules\`) and what must hold (\`validations\` or \`auditAnnotations\`).
A binding says what happens (\`validationActions\`): \`Deny\`, \`Warn\`, \`Audit\`, but not \`Deny\` and \`Warn\` together, which would say the same twice.
Parameters are named or selected, not both, with a word on what happens when there are none (\`parameterNotFoundAction\`).`,
  leave: "Leave it in no case: the API server does not take it.",

  on: kind(`${ADMISSION}/ValidatingAdmissionPolicy`, `${ADMISSION}/ValidatingAdmissionPolicyBinding`),
  check: (resource) => (resource.kind === "ValidatingAdmissionPolicy" ? policy(resource) : binding(resource)),

  examples: [
    {
      title: "A binding says what happens, and not twice",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny, Warn]
                            ^^^^ The API server refuses Warn beside Deny.
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: tags
        ^^^^ Binding "tags" has no validationActions, which the API server refuses.
spec:
  policyName: tags
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
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: tags
spec:
  policyName: tags
  validationActions:
    - Deny
`,
    },
    {
      title: "Parameters are named or selected, with a word on what happens without them",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny]
  paramRef:
  ^^^^^^^^ These parameters have no parameterNotFoundAction, which the API server refuses.
  ^^^^^^^^ The API server refuses parameters that have both a name and a selector, or neither.
    namespace: guard
`,
      fixed: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny]
  paramRef:
    namespace: guard
    parameterNotFoundAction: Deny
`,
    },
    {
      title: "A policy is about something, and says something of it",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: registries
        ^^^^^^^^^^ Policy "registries" has no resourceRules, which the API server refuses.
spec:
  validations:
    - expression: object.spec.replicas < 10
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: tags
        ^^^^ Policy "tags" has no validations, which the API server refuses.
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: [apps]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [deployments]
`,
    },
    {
      title: "Both are taken",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: replicas
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: [apps]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [deployments]
  auditAnnotations:
    - key: replicas
      valueExpression: string(object.spec.replicas)
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: replicas
spec:
  policyName: replicas
  validationActions: [Deny, Audit]
  paramRef:
    selector: {}
    parameterNotFoundAction: Deny
`,
    },
  ],
});

/** As validateValidatingAdmissionPolicySpec has it (pkg/apis/admissionregistration/validation); what says neither part only changes another's policy. */
function* policy(resource: Resource): Iterable<Finding> {
  const spec = resource.at("spec");
  const rules = spec.at("matchConstraints", "resourceRules");
  const validations = spec.at("validations");
  const hasRules = rules.exists && rules.children.length > 0;
  const says = [validations, spec.at("auditAnnotations")].some((it) => it.exists && it.children.length > 0);
  if (hasRules === says) return;
  yield hasRules
    ? {
        at: valueOrTitle(resource, validations),
        message: `Policy "${resource.name}" has no validations, which the API server refuses.`,
      }
    : {
        at: valueOrTitle(resource, rules),
        message: `Policy "${resource.name}" has no resourceRules, which the API server refuses.`,
      };
}

function* binding(resource: Resource): Iterable<Finding> {
  const actions = resource.at("spec", "validationActions");
  const names = actions.children.map((it) => it.string);
  // The first alpha had no actions.
  if (resource.at("spec", "policyName").exists && names.length === 0 && resource.version !== "v1alpha1") {
    yield {
      at: valueOrTitle(resource, actions),
      message: `Binding "${resource.name}" has no validationActions, which the API server refuses.`,
      fixes: [
        {
          title: "Refuse what is against the policy",
          safety: "review",
          changes: () => [{ at: actions, value: ["Deny"] }],
        },
      ],
    };
  }
  const warn = actions.children[names.indexOf("Warn")];
  if (names.includes("Deny") && warn !== undefined) {
    yield {
      at: warn,
      message: "The API server refuses Warn beside Deny.",
      fixes: [{ title: "Remove Warn", safety: "review", changes: () => [{ at: warn, remove: true }] }],
    };
  }
  yield* parameters(resource);
}

function* parameters(resource: Resource): Iterable<Finding> {
  const reference = resource.at("spec", "paramRef");
  const action = reference.at("parameterNotFoundAction");
  if (!reference.exists || resource.version === "v1alpha1") return;
  if (reference.at("name").exists === reference.at("selector").exists) {
    yield {
      at: reference.named,
      message: "The API server refuses parameters that have both a name and a selector, or neither.",
    };
  }
  if (!action.exists) {
    yield {
      at: reference.named,
      message: "These parameters have no parameterNotFoundAction, which the API server refuses.",
      fixes: [{ title: "Refuse without parameters", safety: "review", changes: () => [{ at: action, value: "Deny" }] }],
    };
  }
}
