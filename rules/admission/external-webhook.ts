import { webhooks } from "../model/admission-rules.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "external-webhook",
  severity: "warning",
  summary: "The API server should ask webhooks within the cluster.",
  presets: ["strict"],
  why: `The API server sends each object that the webhook is asked about, with all that is in it, to an address outside of the cluster.
Whoever answers there sees every Secret or environment variable among them, and decides what the cluster takes; a mutating one writes into every pod.
Such an address is often left over from a developer's own machine.`,
  mend: "Run the webhook in the cluster and name its Service: `clientConfig.service`. What its rules are about tells what leaves the cluster until then.",
  leave:
    "Leave it where the provider of the cluster answers, or a cluster of your own that guards others. Addresses of the API server's own host (`localhost`, `127.0.0.1`) and names below `svc` are left in peace.",

  on: webhooks,
  *check({ place }) {
    const at = place.at("clientConfig", "url");
    const host = /^https:\/\/(\[[^\]]*\]|[^/:]*)/.exec(at.string ?? "")?.[1];
    if (host === undefined || INSIDE.test(host)) return;

    yield { at, message: `The API server sends what it asks webhook "${place.at("name").shown}" about to "${host}".` };
  },

  examples: [
    {
      title: "An address outside of the cluster is shown what the webhook is asked about",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: injector
webhooks:
  - name: pods.injector.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      url: https://abcd-203-0-113-7.ngrok-free.app/mutate
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server sends what it asks webhook "pods.injector.example.com" about to "abcd-203-0-113-7.ngrok-free.app".
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
    },
    {
      title: "A provider's own webhook may answer on the API server's host",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: provider
webhooks:
  - name: nodes.provider.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      url: https://127.0.0.1:21362/validate
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [nodes]
`,
    },
  ],
});

const INSIDE = /^(?:localhost|127\.[\d.]+|\[::1\]|.*\.svc(?:\..*)?)$/;
