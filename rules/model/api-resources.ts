/** Whether objects of a resource stand in a namespace, or are there once for the whole cluster. */
export type Scope = "namespaced" | "global";

const words = (text: string): readonly string[] => text.split(/\s+/);

/**
 * What Kubernetes serves by itself, or once did, up to 1.37: each API group's resources in namespaces, then those of the
 * cluster; `""` is the core group. Among them are resources that exist in roles only: `users`, `groups`, `signers` and so on.
 * Source: kubernetes/kubernetes, `api/discovery`, in the releases from 1.8 on; `pkg/apis/rbac`; the API server's filter for
 * impersonation.
 */
const RESOURCES: Readonly<Record<string, { readonly namespaced?: string; readonly cluster?: string }>> = {
  "": {
    namespaced:
      "bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services",
    cluster: "componentstatuses groups namespaces nodes persistentvolumes users",
  },
  "admissionregistration.k8s.io": {
    cluster:
      "initializerconfigurations mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations",
  },
  "apiextensions.k8s.io": { cluster: "customresourcedefinitions" },
  "apiregistration.k8s.io": { cluster: "apiservices" },
  apps: { namespaced: "controllerrevisions daemonsets deployments petsets replicasets statefulsets" },
  "auditregistration.k8s.io": { cluster: "auditsinks" },
  "authentication.k8s.io": {
    namespaced: "serviceaccounts",
    cluster: "groups nodes selfsubjectreviews tokenreviews uids userextras users",
  },
  "authorization.k8s.io": {
    namespaced: "localsubjectaccessreviews",
    cluster: "selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews",
  },
  autoscaling: { namespaced: "horizontalpodautoscalers" },
  batch: { namespaced: "cronjobs jobs scheduledjobs" },
  "certificates.k8s.io": {
    namespaced: "podcertificaterequests",
    cluster: "certificatesigningrequests clustertrustbundles signers",
  },
  "coordination.k8s.io": { namespaced: "leasecandidates leases" },
  "discovery.k8s.io": { namespaced: "endpointslices" },
  "events.k8s.io": { namespaced: "events" },
  extensions: {
    namespaced:
      "daemonsets deployments horizontalpodautoscalers ingresses jobs networkpolicies replicasets replicationcontrollers",
    cluster: "podsecuritypolicies thirdpartyresources",
  },
  "flowcontrol.apiserver.k8s.io": { cluster: "flowschemas prioritylevelconfigurations" },
  "internal.apiserver.k8s.io": { cluster: "storageversions" },
  "networking.k8s.io": {
    namespaced: "ingresses networkpolicies",
    cluster: "clustercidrs ingressclasses ipaddresses servicecidrs",
  },
  "node.k8s.io": { cluster: "runtimeclasses" },
  policy: { namespaced: "poddisruptionbudgets", cluster: "podsecuritypolicies" },
  "rbac.authorization.k8s.io": { namespaced: "rolebindings roles", cluster: "clusterrolebindings clusterroles" },
  "resource.k8s.io": {
    namespaced:
      "podschedulingcontexts resourceclaimparameters resourceclaims resourceclaimtemplates resourceclassparameters",
    cluster: "deviceclasses devicetaintrules resourceclasses resourcepoolstatusrequests resourceslices",
  },
  "scheduling.k8s.io": { namespaced: "podgroups workloads", cluster: "priorityclasses" },
  "settings.k8s.io": { namespaced: "podpresets" },
  "storage.k8s.io": {
    namespaced: "csistoragecapacities",
    cluster: "csidrivers csinodeinfos csinodes storageclasses volumeattachments volumeattributesclasses",
  },
  "storagemigration.k8s.io": { cluster: "storageversionmigrations" },
};

/** Groups that serve nothing today that another does not serve: nobody is sent there. */
const FORMER: ReadonlySet<string> = new Set(["extensions", "auditregistration.k8s.io", "settings.k8s.io"]);

/** What stands behind the slash, beside what any resource may have. Sources: as above; the kubelet's `pkg/kubelet/server/auth.go`. */
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  certificatesigningrequests: words("approval nodeclient selfnodeclient selfnodeserver"),
  deployments: ["rollback"],
  // OpenShift asks for it before somebody writes addresses of pods by hand.
  endpoints: ["restricted"],
  endpointslices: ["restricted"],
  namespaces: ["finalize"],
  nodes: words("checkpoint configz healthz log metrics pods proxy spec stats"),
  pods: words("attach binding ephemeralcontainers eviction exec log portforward proxy resize"),
  resourceclaims: words("binding driver"),
  serviceaccounts: ["token"],
  services: ["proxy"],
};

/** Written down for any resource out of habit, and harmless where it has none. `finalizers` is asked for where an owner is set. */
const COMMON: ReadonlySet<string> = new Set(["finalizers", "scale", "status"]);

const scopes = new Map<string, ReadonlyMap<string, Scope>>(
  Object.entries(RESOURCES).map(([group, { namespaced = "", cluster = "" }]) => [
    group,
    new Map([
      ...words(namespaced).map((it) => [it, "namespaced"] as const),
      ...words(cluster).map((it) => [it, "global"] as const),
    ]),
  ]),
);

/** Whether all resources of an API group are known: it is Kubernetes' own. */
export const isBuiltIn = (group: string): boolean => scopes.has(group);

/** The scope of a resource, without what stands behind its slash; `undefined` if the group has none of that name. */
export const scopeOf = (group: string, resource: string): Scope | undefined =>
  scopes.get(group)?.get(parentOf(resource));

/** The groups of today that have a resource. */
export const groupsWith = (resource: string): readonly string[] =>
  [...scopes.keys()].filter((it) => !FORMER.has(it) && scopeOf(it, resource) !== undefined);

export const parentOf = (resource: string): string => resource.split("/", 1)[0] ?? "";

/** Whether a built-in resource has what stands behind its slash. */
export function hasSubresource(resource: string): boolean {
  const parent = parentOf(resource);
  const subresource = resource.slice(parent.length + 1);
  if (parent === resource || COMMON.has(subresource) || parent === "userextras") return true;
  return SUBRESOURCES[parent]?.includes(subresource) ?? false;
}

/** What a resource is really called, that somebody has written as a kind, in the singular, or with its group. */
export function rightName(written: string): string | undefined {
  const [name = "", ...subresource] = written.toLowerCase().split("/");
  const plain = name.split(".", 1)[0] ?? "";
  const guesses = [plain, `${plain}s`, `${plain}es`, plain.replace(/y$/, "ies")];
  const right = guesses.find((it) => groupsWith(it).length > 0);
  return right === undefined ? undefined : [right, ...subresource].join("/");
}
