import { areAbout, failsOpen, webhooks } from "../model/admission-rules.ts";
import type { Place } from "../model/place.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "blocking-webhook",
  severity: "warning",
  summary: "A webhook that pods wait for should leave out its own namespace and kube-system.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server asks this webhook about every pod of the cluster, and refuses the pod when it gets no answer.
When the webhook's own pods are gone (a node drained, a cluster restarted), they are never made again, for nobody is there to admit them; neither are those of DNS and the network that it needs.
The cluster then stands still until somebody deletes the configuration by hand.`,
  mend: `Leave out namespaces by the label \`kubernetes.io/metadata.name\`, which always is their name and cannot be changed.
Whoever may make pods in a namespace that is left out passes the webhook by, so let nobody else make pods there.`,
  leave:
    "Leave it where the webhook answers from outside of the cluster and must see every pod. A webhook with any selector or condition is left in peace.",

  on: webhooks,
  *check(webhook) {
    const { place } = webhook;
    const service = place.at("clientConfig", "service");
    if (failsOpen(webhook) || !service.exists || !areAbout(place.at("rules").children, "pods")) return;
    if (["namespaceSelector", "objectSelector", "matchConditions"].some((it) => isFilled(place.at(it)))) return;

    const selector = place.at("namespaceSelector");
    const own = service.at("namespace").string;
    if (own === SCAFFOLD) return;
    const values = [...new Set(["kube-system", ...(own === undefined ? [] : [own])])];
    yield {
      at: place.at("name"),
      message: `No pod of the cluster starts while webhook "${place.at("name").shown}" does not answer, its own included.`,
      fixes: [
        {
          title: "Leave out kube-system and its own namespace",
          safety: "review",
          changes: () => [
            {
              at: selector,
              value: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values }] },
            },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "A webhook that every pod waits for keeps its own from starting",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: injector
webhooks:
  - name: pods.injector.example.com
          ^^^^^^^^^^^^^^^^^^^^^^^^^ No pod of the cluster starts while webhook "pods.injector.example.com" does not answer, its own included.
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: injector, namespace: injector }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
      fixed: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: injector
webhooks:
  - name: pods.injector.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: injector, namespace: injector }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
    namespaceSelector:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: NotIn
          values:
            - kube-system
            - injector
`,
    },
    {
      title: "What controller-gen has written is not yet what is applied",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: mutating-webhook-configuration
webhooks:
  - name: pods.injector.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: webhook-service, namespace: system }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
    },
    {
      title: "A selector leaves something out, and what fails open blocks nothing",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: injector
webhooks:
  - name: pods.injector.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: injector, namespace: injector }
    namespaceSelector:
      matchLabels: { injector: enabled }
    rules: &pods
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  - name: open.injector.example.com
    failurePolicy: Ignore
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: injector, namespace: injector }
    rules: *pods
`,
    },
  ],
});

/** The namespace that controller-gen writes into what Kustomize is to change: selectors are often added there, too. */
const SCAFFOLD = "system";

const isFilled = (place: Place): boolean => place.exists && place.children.length > 0;
