import { webhooks } from "../model/admission-rules.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "slow-webhook",
  severity: "info",
  summary: "The API server should not wait for a webhook for more than ten seconds.",
  presets: ["strict"],
  fixable: "review",
  why: `While the webhook does not answer, each request waits for this long, and holds one of the places that the API server has for requests.
When a few hundred wait, the API server turns others away, and a node's own reports among them; several such webhooks in a row outlast the patience of \`kubectl\` and of controllers, which then begin anew.`,
  mend: "Write the time that the webhook needs at its slowest, and a little more. Ten seconds is the default; most answer within one.",
  leave:
    "Leave it for a webhook that asks a registry on the internet, such as a check of signatures, if it is asked about few objects.",

  on: webhooks,
  *check({ configuration, place }) {
    const at = place.at("timeoutSeconds");
    const seconds = at.number;
    if (seconds === undefined || seconds <= DEFAULT || seconds > LONGEST) return;

    yield {
      at,
      message: `${configuration.kind === "MutatingWebhookConfiguration" ? "Mutating" : "Validating"} webhook "${place.at("name").shown}" may keep each request waiting for ${seconds} seconds.`,
      fixes: [
        { title: `Wait for ${DEFAULT} seconds at most`, safety: "review", changes: () => [{ at, value: DEFAULT }] },
      ],
    };
  },

  examples: [
    {
      title: "A webhook that may take half a minute holds up the API server",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: pods.guard.example.com
    timeoutSeconds: 30
                    ^^ Validating webhook "pods.guard.example.com" may keep each request waiting for 30 seconds.
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
    timeoutSeconds: 10
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
      title: "Without a word, it is ten seconds",
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
`,
    },
  ],
});

/** What the API server waits for when nothing is written, and what it takes at most. */
const DEFAULT = 10;
const LONGEST = 30;
