import { ADMISSION, areAbout, RUNNING, webhooks } from "../model/admission-rules.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Where a webhook or a policy says which objects it is about, and what it is called. */
interface Selection {
  readonly selector: Place;
  readonly title: string;
}

const VALIDATING = `${ADMISSION}/ValidatingWebhookConfiguration`;
const POLICY = `${ADMISSION}/ValidatingAdmissionPolicy`;

const selections = inKinds(new Set([VALIDATING, POLICY]), (resource: Resource): readonly Selection[] =>
  resource.groupKind === VALIDATING
    ? webhooks(resource)
        .filter(({ place }) => areAbout(place.at("rules").children, ...RUNNING))
        .map(({ place }) => ({ selector: place.at("objectSelector"), title: `webhook "${place.at("name").shown}"` }))
    : [resource.at("spec", "matchConstraints")]
        .filter((it) => areAbout(it.at("resourceRules").children, ...RUNNING))
        .map((it) => ({ selector: it.at("objectSelector"), title: `policy "${resource.name}"` })),
);

export default rule({
  id: "skippable-admission",
  severity: "warning",
  summary: "Whether an object is judged should not be up to the object.",
  presets: ["strict"],
  fixable: "review",
  why: `\`objectSelector\` looks at the labels of the object that is to be judged, and these are written by whoever makes it.
A pod that sets the label of an exemption, or leaves out the one that is asked for, is never shown to the guard.`,
  mend: `Exempt by \`namespaceSelector\`: the labels of a namespace are set by those who administer it.
Without the selector, pods that were exempt until now are judged, and perhaps refused when they are next made.`,
  leave:
    "Leave it where another policy says who may set the label, and for checks that only help their users. Webhooks that change objects are left in peace, because to be left out of those is seldom a gain.",

  on: selections,
  *check({ selector, title }) {
    const parts = ["matchLabels", "matchExpressions"].map((it) => selector.at(it));
    if (parts.every((it) => it.children.length === 0)) return;

    yield {
      at: selector.named,
      message: `Labels that its author writes decide whether an object is shown to ${title}.`,
      fixes: [{ title: "Remove the selector", safety: "review", changes: () => [{ at: selector, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A label gets a pod past the guard",
      bad: `
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
    objectSelector:
    ^^^^^^^^^^^^^^ Labels that its author writes decide whether an object is shown to webhook "pods.guard.example.com".
      matchExpressions:
        - { key: guard.example.com/ignore, operator: DoesNotExist }
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
      title: "The labels of a namespace are another's, and an empty selector selects all",
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
    objectSelector: {}
    namespaceSelector:
      matchExpressions:
        - { key: guard.example.com/ignore, operator: DoesNotExist }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
    },
  ],
});
