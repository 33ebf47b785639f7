import { type Webhook, webhooks } from "../model/admission-rules.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "invalid-webhook",
  severity: "error",
  summary: "A webhook must say what the API server wants to know of it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole configuration, so none of its webhooks is asked, and what they guard is open.
\`sideEffects\` and \`admissionReviewVersions\` had defaults in \`admissionregistration.k8s.io/v1beta1\`, so they are what is missing after a change of the version.`,
  mend: `Write \`sideEffects: None\` if the webhook changes nothing but its answer, \`NoneOnDryRun\` if it changes nothing on a dry run; one that does both must be rewritten.
Write \`admissionReviewVersions: [v1]\` if it reads that version, which all do that were built with controller-runtime 0.5 or newer.
A webhook's name has three parts at least (\`pods.guard.example.com\`), and is the only one of its configuration.`,
  leave: "Leave it in no case: the API server does not take it.",

  on: webhooks,
  *check(webhook) {
    // What names neither whom to ask nor about what only changes another's webhook.
    const { configuration, place } = webhook;
    if (configuration.version !== "v1" || !place.at("clientConfig").exists || !place.at("rules").exists) return;

    yield* named(webhook);
    yield* answered(webhook);
    const seconds = place.at("timeoutSeconds");
    if (seconds.number !== undefined && (seconds.number < 1 || seconds.number > 30)) {
      yield {
        at: seconds,
        message: `The API server refuses to wait for ${seconds.number} seconds: it waits for 1 to 30.`,
      };
    }
    const [url, service] = [place.at("clientConfig", "url"), place.at("clientConfig", "service")];
    if (url.exists && service.exists) {
      yield { at: url, message: "The API server refuses a webhook with both a url and a service." };
    } else if (url.string !== undefined && !/^https:\/\/[^@#?]+$/.test(url.string)) {
      yield {
        at: url,
        message: `The API server refuses "${url.string}": it wants a URL with https, and without user, query and fragment.`,
      };
    }
  },

  examples: [
    {
      title: "What had a default in older versions must be said",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: pods.guard.example.com
          ^^^^^^^^^^^^^^^^^^^^^^ Webhook "pods.guard.example.com" has no admissionReviewVersions, which the API server refuses.
          ^^^^^^^^^^^^^^^^^^^^^^ Webhook "pods.guard.example.com" has no sideEffects, which the API server refuses.
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
    clientConfig:
      service: { name: guard, namespace: guard }
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
    sideEffects: None
    admissionReviewVersions:
      - v1
`,
    },
    {
      title: "Side effects, names, times and addresses have their limits",
      bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: guard
          ^^^^^ The API server refuses "guard" as the name of a webhook: it wants three parts.
    sideEffects: Some
                 ^^^^ The API server refuses sideEffects "Some".
    admissionReviewVersions: [v1beta2]
    ^^^^^^^^^^^^^^^^^^^^^^^ The API server speaks none of these versions to a webhook.
    timeoutSeconds: 60
                    ^^ The API server refuses to wait for 60 seconds: it waits for 1 to 30.
    clientConfig:
      url: http://guard.example.com/pods
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server refuses "http://guard.example.com/pods": it wants a URL with https, and without user, query and fragment.
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
  name: guard
webhooks:
  - name: guard
    sideEffects: None
    admissionReviewVersions: [v1]
    timeoutSeconds: 60
    clientConfig:
      url: http://guard.example.com/pods
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
    },
    {
      title: "What only changes another's webhook says only what it changes",
      good: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
webhooks:
  - name: pods.guard.example.com
    clientConfig:
      caBundle: Cg==
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: other
webhooks:
  - name: pods.other.example.com
    sideEffects: NoneOnDryRun
    admissionReviewVersions: [v2, v1]
    clientConfig:
      url: https://other.example.com:8443/pods
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
`,
    },
  ],
});

function* named({ configuration, place }: Webhook): Iterable<Finding> {
  const at = place.at("name");
  const name = at.string;
  if (name === undefined) return;
  if (name.split(".").length < 3) {
    yield { at, message: `The API server refuses "${name}" as the name of a webhook: it wants three parts.` };
  }
  const places = webhooks(configuration).map((it) => it.place);
  const earlier = places.slice(0, places.indexOf(place));
  const namesake = earlier.find((it) => it.at("name").shown === name);
  if (namesake !== undefined) {
    yield {
      at,
      message: `The API server refuses two webhooks of the name "${name}".`,
      see: [{ at: namesake.at("name"), message: "This is the other one." }],
    };
  }
}

function* answered({ place }: Webhook): Iterable<Finding> {
  const effects = place.at("sideEffects");
  const title = `Webhook "${place.at("name").shown}"`;
  if (!["None", "NoneOnDryRun"].includes(effects.string ?? "")) {
    yield {
      at: effects,
      message: effects.exists
        ? `The API server refuses sideEffects "${effects.shown}".`
        : `${title} has no sideEffects, which the API server refuses.`,
      fixes: [{ title: "Set sideEffects to None", safety: "review", changes: () => [{ at: effects, value: "None" }] }],
    };
  }
  const versions = place.at("admissionReviewVersions");
  if (!versions.children.some((it) => ["v1", "v1beta1"].includes(it.string ?? ""))) {
    yield {
      at: versions.exists ? versions.named : versions,
      message: versions.exists
        ? "The API server speaks none of these versions to a webhook."
        : `${title} has no admissionReviewVersions, which the API server refuses.`,
      fixes: [{ title: "Set the version to v1", safety: "review", changes: () => [{ at: versions, value: ["v1"] }] }],
    };
  }
}
