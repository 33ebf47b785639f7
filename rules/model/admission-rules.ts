import type { Place } from "./place.ts";
import { inKinds, type Resource } from "./resource.ts";

/** The group of webhooks and admission policies. */
export const ADMISSION = "admissionregistration.k8s.io";

/** One webhook that the API server asks. */
export interface Webhook {
  readonly configuration: Resource;
  readonly place: Place;
}

/** The webhooks of a configuration, whether they change objects or only judge them. */
export const webhooks = inKinds(
  new Set([`${ADMISSION}/MutatingWebhookConfiguration`, `${ADMISSION}/ValidatingWebhookConfiguration`]),
  (configuration: Resource): readonly Webhook[] =>
    configuration.at("webhooks").children.map((place) => ({ configuration, place })),
);

/** Whether the API server lets a request pass when it cannot ask a webhook or evaluate a policy. Throws `unknowable`. */
export const failsOpen = ({ configuration, place }: Webhook): boolean =>
  (place.at("failurePolicy").string ?? (configuration.version === "v1" ? "Fail" : "Ignore")) === "Ignore";

/** Whether one of the rules of a webhook or a policy is about making a resource: `pods`, `deployments.apps`. Throws `unknowable`. */
export const areAbout = (rules: readonly Place[], ...resources: readonly string[]): boolean =>
  rules.some((rule) => resources.some((it) => isAbout(rule, it)));

function isAbout(rule: Place, resource: string): boolean {
  const [name, ...group] = resource.split(".");
  const has = (list: string, ...wanted: readonly (string | undefined)[]) =>
    rule.at(list).children.some((it) => wanted.includes(it.string));
  return (
    rule.at("scope").string !== "Cluster" &&
    has("apiGroups", "*", group.join(".")) &&
    has("resources", "*", "*/*", name, `${name}/*`) &&
    has("operations", "*", "CREATE")
  );
}

/** What runs in a cluster, and what becomes it. */
export const RUNNING: readonly string[] = [
  "pods",
  "cronjobs.batch",
  "daemonsets.apps",
  "deployments.apps",
  "jobs.batch",
  "statefulsets.apps",
];
