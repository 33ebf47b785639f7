import { ADMISSION, areAbout, failsOpen, RUNNING, webhooks } from "../model/admission-rules.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { type Finding, rule } from "../rule.ts";

const POLICY = `${ADMISSION}/ValidatingAdmissionPolicy`;
const BINDING = `${ADMISSION}/ValidatingAdmissionPolicyBinding`;
const WEBHOOKS = `${ADMISSION}/ValidatingWebhookConfiguration`;

const judges = inKinds(new Set([POLICY, BINDING, WEBHOOKS]), (resource: Resource): readonly Judge[] =>
  resource.groupKind === WEBHOOKS
    ? webhooks(resource).map(({ place }) => ({ resource, place }))
    : [{ resource, place: resource.at("spec") }],
);

/** A webhook or a policy that says whether a request may pass. */
interface Judge {
  readonly resource: Resource;
  readonly place: Place;
}

export default rule({
  id: "failing-open-admission",
  severity: "warning",
  summary: "What guards the cluster should refuse a request that it cannot judge.",
  presets: ["strict"],
  fixable: "review",
  why: `With \`failurePolicy: Ignore\`, the API server lets every request pass while the webhook does not answer, or a policy cannot be evaluated.
Whoever can make the webhook slow (by many requests, by filling its node, by a NetworkPolicy) gets a privileged pod in behind its back, and nothing but a metric tells of it.
A policy whose parameters may be missing (\`parameterNotFoundAction: Allow\`) is gone when somebody deletes the parameters.`,
  mend: `Set \`Fail\` (\`Deny\` for missing parameters), run the webhook twice on two nodes, and leave out \`kube-system\` and its own namespace, or it keeps its own pods from starting.
Every request that it is asked about then waits for it, and fails with it.`,
  leave: `Leave it for what only counts or advises, or is held up by a second check (an audit of what runs).
Webhooks that are asked about neither pods nor their controllers are left in peace, and so are those that only change objects.`,

  on: judges,
  *check({ resource, place }) {
    const finding = open(resource, place);
    if (finding !== undefined) yield finding;
  },

  examples: [
    {
      title: "A webhook that does not answer lets everything pass",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: pods.guard.example.com
    failurePolicy: Ignore
                   ^^^^^^ Every pod passes while webhook "pods.guard.example.com" does not answer.
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: guard, namespace: guard }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
      fixed: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: pods.guard.example.com
    failurePolicy: Fail
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: guard, namespace: guard }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
    },
    {
      title: "A policy may fail open, and so may its parameters",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: registries
spec:
  failurePolicy: Ignore
                 ^^^^^^ Every request passes that policy "registries" cannot judge.
  paramKind: { apiVersion: v1, kind: ConfigMap }
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  validations:
    - expression: object.spec.containers.all(c, c.image.startsWith(params.data.registry))
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny]
  paramRef:
    name: registries
    namespace: guard
    parameterNotFoundAction: Allow
                             ^^^^^ Every request passes while the parameters of "registries" are missing.
`,
      fixed: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: registries
spec:
  failurePolicy: Fail
  paramKind: { apiVersion: v1, kind: ConfigMap }
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  validations:
    - expression: object.spec.containers.all(c, c.image.startsWith(params.data.registry))
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: registries
spec:
  policyName: registries
  validationActions: [Deny]
  paramRef:
    name: registries
    namespace: guard
    parameterNotFoundAction: Deny
`,
    },
    {
      title: "What is not said means that it fails, and other objects are another matter",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: pods.guard.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: guard, namespace: guard }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  - name: certificates.guard.example.com
    failurePolicy: Ignore
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: guard, namespace: guard }
    rules:
      - apiGroups: [cert-manager.io]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [certificates]
`,
    },
  ],
});

function open(resource: Resource, place: Place): Finding | undefined {
  const policy = place.at("failurePolicy");
  const missing = place.at("paramRef", "parameterNotFoundAction");
  const { name } = resource;
  switch (resource.groupKind) {
    case WEBHOOKS: {
      const isOpen = failsOpen({ configuration: resource, place }) && areAbout(place.at("rules").children, ...RUNNING);
      const message = `Every pod passes while webhook "${place.at("name").shown}" does not answer.`;
      return isOpen ? finding(policy, message, "Fail") : undefined;
    }
    case POLICY:
      return policy.string === "Ignore"
        ? finding(policy, `Every request passes that policy "${name}" cannot judge.`, "Fail")
        : undefined;
    default:
      return missing.string === "Allow"
        ? finding(missing, `Every request passes while the parameters of "${name}" are missing.`, "Deny")
        : undefined;
  }
}

const finding = (at: Place, message: string, value: string): Finding => ({
  at,
  message,
  fixes: [{ title: `Set it to ${value}`, safety: "review", changes: () => [{ at, value }] }],
});
