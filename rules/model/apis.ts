import type { Change } from "./change.ts";
import type { Resource } from "./resource.ts";
import type { Minor } from "./versions.ts";

/** What becomes of an object whose apiVersion is renewed, and nothing else. `same`: the very object; `adjusted`: other defaults; `moved`: its fields stand elsewhere. */
type Renewal = "same" | "adjusted" | "moved";

/** An apiVersion of a kind that Kubernetes once served and no longer wants. */
export interface OldApi {
  readonly deprecated: Minor;
  /** From which version on it is not served; `undefined` while nobody has said so. */
  readonly removed: Minor | undefined;
  readonly successor: Successor | undefined;
}

/** The apiVersion that takes the place of an old one. */
interface Successor {
  readonly apiVersion: string;
  /** The kind, where it is another. */
  readonly kind?: string;
  readonly since: Minor;
  readonly renewal: (resource: Resource) => Renewal;
}

/** How a manifest comes to a newer apiVersion. */
export interface Renewed {
  readonly apiVersion: string;
  /** Whether the object is the same after decoding and defaulting. */
  readonly isSame: boolean;
  readonly changes: () => readonly Change[];
}

/** What Kubernetes says of the apiVersion of a resource; `undefined` where it is not of Kubernetes or not old. */
export function oldApi({ apiVersion, kind }: Resource): OldApi | undefined {
  return OLD.get(`${apiVersion}/${kind}`);
}

/** What a version of Kubernetes serves in place of an old api, in words: `"batch/v1"`, `StatefulSet of "apps/v1"`. */
export function successorOf(resource: Resource, { successor }: OldApi, kubernetes: Minor): string | undefined {
  if (successor === undefined || !isServed(successor, resource.kind, kubernetes)) return undefined;
  return `${successor.kind === undefined ? "" : `${successor.kind} of `}"${successor.apiVersion}"`;
}

/** How an edit of few lines renews a resource; `undefined` where its fields have moved. Throws `unknowable`. */
export function renewed(resource: Resource, { successor }: OldApi, kubernetes: Minor): Renewed | undefined {
  const written = resource.at("apiVersion");
  if (successor === undefined || !isServed(successor, resource.kind, kubernetes) || !written.exists) return undefined;
  const renewal = successor.renewal(resource);
  if (renewal === "moved") return undefined;
  const rename: Change = { at: written, value: successor.apiVersion };
  return {
    apiVersion: successor.apiVersion,
    isSame: renewal === "same",
    changes: () => [rename, ...selected(resource)],
  };
}

function isServed({ apiVersion, kind, since }: Successor, before: string, kubernetes: Minor): boolean {
  const removed = OLD.get(`${apiVersion}/${kind ?? before}`)?.removed;
  return since <= kubernetes && (removed === undefined || kubernetes < removed);
}

/** The selector that a workload was once given by default: its template's labels. */
function selected(resource: Resource): readonly Change[] {
  if (!resource.apiVersion.startsWith("extensions/") && !resource.apiVersion.startsWith("apps/")) return [];
  const selector = resource.at("spec", "selector");
  const labels = templateLabels(resource);
  return labels === undefined || selector.exists ? [] : [{ at: selector, value: { matchLabels: labels } }];
}

function templateLabels(resource: Resource): Readonly<Record<string, string>> | undefined {
  const labels = resource
    .at("spec", "template", "metadata", "labels")
    .children.map((it) => [it.step, it.string] as const);
  const isWhole = labels.length > 0 && labels.every(([, value]) => value !== undefined);
  return isWhole ? Object.fromEntries(labels) : undefined;
}

type Row = readonly [
  apiVersion: string,
  kinds: string,
  deprecated: Minor,
  removed: Minor | undefined,
  successor?: readonly [apiVersion: string, since: Minor, renewal: Renewal | Successor["renewal"], kind?: string],
];

/** The selector was taken from the template's labels where it was not written, and other defaults were others, too. */
const workload: Successor["renewal"] = (resource) => {
  const hasOldFields = ["rollbackTo", "templateGeneration"].some((it) => resource.at("spec", it).exists);
  const hasSelector = resource.at("spec", "selector").exists || templateLabels(resource) !== undefined;
  return hasOldFields || !hasSelector ? "moved" : "adjusted";
};

/** An empty selector once meant no pod, and now means every pod. */
const disruptionBudget: Successor["renewal"] = (resource) =>
  resource.at("spec", "selector", "matchLabels").children.length > 0 ||
  resource.at("spec", "selector", "matchExpressions").children.length > 0
    ? "same"
    : "moved";

/** An explicit 0 once became the default of 30. */
const priorityLevel: Successor["renewal"] = (resource) =>
  resource.at("spec", "limited", "nominalConcurrencyShares").value === 0 ? "adjusted" : "same";

/** Its `spec.group` is called `spec.groups` now. */
const accessReview: Successor["renewal"] = (resource) => (resource.at("spec", "group").exists ? "moved" : "same");

const FLOW = "flowcontrol.apiserver.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";
const RBAC = "rbac.authorization.k8s.io";
const STORAGE = "storage.k8s.io";
const DEVICES = "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice";

/** Everything that Kubernetes itself has deprecated or removed, up to 1.37. */
const ROWS: readonly Row[] = [
  ["apps/v1alpha1", "PetSet", 4, 5, ["apps/v1", 9, "moved", "StatefulSet"]],
  ["extensions/v1beta1", "Job", 5, 6, ["batch/v1", 2, "moved"]],
  ["extensions/v1beta1", "HorizontalPodAutoscaler", 5, 6, ["autoscaling/v1", 2, "moved"]],
  [
    "extensions/v1beta1",
    "ThirdPartyResource",
    7,
    8,
    ["apiextensions.k8s.io/v1", 16, "moved", "CustomResourceDefinition"],
  ],
  ["batch/v2alpha1", "Job", 5, 6, ["batch/v1", 2, "moved"]],
  ["batch/v2alpha1", "ScheduledJob", 5, 8, ["batch/v1", 21, "moved", "CronJob"]],
  ["batch/v2alpha1", "CronJob", 8, 21, ["batch/v1", 21, "same"]],
  ["extensions/v1beta1", "Deployment DaemonSet ReplicaSet", 9, 16, ["apps/v1", 9, workload]],
  ["apps/v1beta1", "Deployment StatefulSet", 9, 16, ["apps/v1", 9, workload]],
  ["apps/v1beta2", "Deployment StatefulSet DaemonSet ReplicaSet", 9, 16, ["apps/v1", 9, workload]],
  ["apps/v1beta1", "ControllerRevision", 9, 16, ["apps/v1", 9, "same"]],
  ["apps/v1beta2", "ControllerRevision", 9, 16, ["apps/v1", 9, "same"]],
  ["extensions/v1beta1", "NetworkPolicy", 9, 16, ["networking.k8s.io/v1", 7, "same"]],
  ["extensions/v1beta1", "PodSecurityPolicy", 10, 16, ["policy/v1beta1", 10, "same"]],
  ["policy/v1beta1", "PodSecurityPolicy", 21, 25],
  ["extensions/v1beta1", "Ingress", 14, 22, ["networking.k8s.io/v1", 19, "moved"]],
  ["networking.k8s.io/v1beta1", "Ingress", 19, 22, ["networking.k8s.io/v1", 19, "moved"]],
  ["networking.k8s.io/v1beta1", "IngressClass", 19, 22, ["networking.k8s.io/v1", 19, "same"]],
  ["settings.k8s.io/v1alpha1", "PodPreset", 19, 20],
  ["auditregistration.k8s.io/v1alpha1", "AuditSink", 18, 19],
  ["apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", 16, 22, ["apiextensions.k8s.io/v1", 16, "moved"]],
  ["apiregistration.k8s.io/v1beta1", "APIService", 19, 22, ["apiregistration.k8s.io/v1", 10, "same"]],
  [
    `${ADMISSION}/v1beta1`,
    "MutatingWebhookConfiguration ValidatingWebhookConfiguration",
    16,
    22,
    [`${ADMISSION}/v1`, 16, "moved"],
  ],
  ["authentication.k8s.io/v1beta1", "TokenReview", 19, 22, ["authentication.k8s.io/v1", 6, "same"]],
  [
    "authorization.k8s.io/v1beta1",
    "LocalSubjectAccessReview SubjectAccessReview",
    19,
    22,
    ["authorization.k8s.io/v1", 6, accessReview],
  ],
  [
    "authorization.k8s.io/v1beta1",
    "SelfSubjectAccessReview SelfSubjectRulesReview",
    19,
    22,
    ["authorization.k8s.io/v1", 8, "same"],
  ],
  ["certificates.k8s.io/v1beta1", "CertificateSigningRequest", 19, 22, ["certificates.k8s.io/v1", 19, "moved"]],
  ["coordination.k8s.io/v1beta1", "Lease", 19, 22, ["coordination.k8s.io/v1", 14, "same"]],
  [`${RBAC}/v1alpha1`, "ClusterRole Role", 17, 22, [`${RBAC}/v1`, 8, "same"]],
  [`${RBAC}/v1alpha1`, "ClusterRoleBinding RoleBinding", 17, 22, [`${RBAC}/v1`, 8, "moved"]],
  [`${RBAC}/v1beta1`, "ClusterRole ClusterRoleBinding Role RoleBinding", 17, 22, [`${RBAC}/v1`, 8, "same"]],
  ["scheduling.k8s.io/v1alpha1", "PriorityClass", 14, 22, ["scheduling.k8s.io/v1", 14, "same"]],
  ["scheduling.k8s.io/v1beta1", "PriorityClass", 14, 22, ["scheduling.k8s.io/v1", 14, "same"]],
  [`${STORAGE}/v1beta1`, "CSIDriver", 19, 22, [`${STORAGE}/v1`, 18, "same"]],
  [`${STORAGE}/v1beta1`, "CSINode", 17, 22, [`${STORAGE}/v1`, 17, "same"]],
  [`${STORAGE}/v1beta1`, "StorageClass", 19, 22, [`${STORAGE}/v1`, 6, "same"]],
  [`${STORAGE}/v1beta1`, "VolumeAttachment", 19, 22, [`${STORAGE}/v1`, 13, "same"]],
  [`${STORAGE}/v1beta1`, "CSIStorageCapacity", 24, 27, [`${STORAGE}/v1`, 24, "same"]],
  ["batch/v1beta1", "CronJob", 21, 25, ["batch/v1", 21, "same"]],
  ["discovery.k8s.io/v1beta1", "EndpointSlice", 21, 25, ["discovery.k8s.io/v1", 21, "moved"]],
  ["events.k8s.io/v1beta1", "Event", 19, 25, ["events.k8s.io/v1", 19, "moved"]],
  ["autoscaling/v2beta1", "HorizontalPodAutoscaler", 22, 25, ["autoscaling/v2", 23, "moved"]],
  ["autoscaling/v2beta2", "HorizontalPodAutoscaler", 23, 26, ["autoscaling/v2", 23, "same"]],
  ["policy/v1beta1", "PodDisruptionBudget", 21, 25, ["policy/v1", 21, disruptionBudget]],
  ["node.k8s.io/v1alpha1", "RuntimeClass", 20, 22, ["node.k8s.io/v1", 20, "moved"]],
  ["node.k8s.io/v1beta1", "RuntimeClass", 22, 25, ["node.k8s.io/v1", 20, "same"]],
  [`${FLOW}/v1alpha1`, "FlowSchema", 20, 21, [`${FLOW}/v1`, 29, "same"]],
  [`${FLOW}/v1alpha1`, "PriorityLevelConfiguration", 20, 21, [`${FLOW}/v1`, 29, "moved"]],
  [`${FLOW}/v1beta1`, "FlowSchema", 23, 26, [`${FLOW}/v1`, 29, "same"]],
  [`${FLOW}/v1beta1`, "PriorityLevelConfiguration", 23, 26, [`${FLOW}/v1`, 29, "moved"]],
  [`${FLOW}/v1beta2`, "FlowSchema", 26, 29, [`${FLOW}/v1`, 29, "same"]],
  [`${FLOW}/v1beta2`, "PriorityLevelConfiguration", 26, 29, [`${FLOW}/v1`, 29, "moved"]],
  [`${FLOW}/v1beta3`, "FlowSchema", 29, 32, [`${FLOW}/v1`, 29, "same"]],
  [`${FLOW}/v1beta3`, "PriorityLevelConfiguration", 29, 32, [`${FLOW}/v1`, 29, priorityLevel]],
  [
    `${ADMISSION}/v1beta1`,
    "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
    31,
    34,
    [`${ADMISSION}/v1`, 30, "same"],
  ],
  ["authentication.k8s.io/v1beta1", "SelfSubjectReview", 30, 33, ["authentication.k8s.io/v1", 28, "same"]],
  ["networking.k8s.io/v1beta1", "IPAddress ServiceCIDR", 34, 37, ["networking.k8s.io/v1", 33, "same"]],
  [`${STORAGE}/v1beta1`, "VolumeAttributesClass", 34, 37, [`${STORAGE}/v1`, 34, "same"]],
  ["resource.k8s.io/v1beta1", DEVICES, 35, 38, ["resource.k8s.io/v1", 34, "moved"]],
  ["resource.k8s.io/v1beta2", DEVICES, 36, 39, ["resource.k8s.io/v1", 34, "same"]],
  ["v1", "Endpoints", 33, undefined, ["discovery.k8s.io/v1", 21, "moved", "EndpointSlice"]],
  ["v1", "ComponentStatus", 19, undefined],
];

const OLD: ReadonlyMap<string, OldApi> = new Map(
  ROWS.flatMap(([apiVersion, kinds, deprecated, removed, next]) =>
    kinds
      .split(" ")
      .map((kind) => [`${apiVersion}/${kind}`, { deprecated, removed, successor: successor(next) }] as const),
  ),
);

function successor(next: Row[4]): Successor | undefined {
  if (next === undefined) return undefined;
  const [apiVersion, since, renewal, kind] = next;
  return {
    apiVersion,
    since,
    renewal: typeof renewal === "string" ? () => renewal : renewal,
    ...(kind !== undefined && { kind }),
  };
}
