import type { Place } from "./place.ts";
import { type Pod, pods, WORKLOADS } from "./pods.ts";
import { inKinds, type Resource } from "./resource.ts";

/** What a mesh asks for its wishes: a pod, or a namespace for all pods in it. */
export interface MeshSubject {
  readonly resource: Resource;
  readonly pod: Pod | undefined;
  readonly metadata: Place;
  /** What it is called where a message begins. */
  readonly title: string;
}

/** Every namespace, and every pod or template of one that a mesh may add its proxy to. */
export const meshSubjects = inKinds(new Set([...WORKLOADS, "Namespace"]), (resource): readonly MeshSubject[] => {
  const title = `${resource.kind} "${resource.name}"`;
  if (resource.groupKind === "Namespace") {
    return [{ resource, pod: undefined, metadata: resource.at("metadata"), title }];
  }
  return pods(resource)
    .filter((pod) => !pod.isPart)
    .map((pod) => ({ resource, pod, metadata: pod.place.at("metadata"), title }));
});

/** The namespaces of the cluster and of the meshes themselves, which no mesh takes in. */
export const OUTSIDE_MESHES: ReadonlySet<string> = new Set([
  "consul",
  "istio-operator",
  "istio-system",
  "kube-node-lease",
  "kube-public",
  "kube-system",
  "kuma-system",
  "linkerd",
  "linkerd-cni",
  "linkerd-jaeger",
  "linkerd-multicluster",
  "linkerd-viz",
]);

/** Whether a subject is, or lives in, a namespace that no mesh takes in. Throws `unknowable`. */
export const isOutsideMeshes = ({ resource, pod }: MeshSubject): boolean =>
  OUTSIDE_MESHES.has((pod === undefined ? resource.at("metadata", "name").string : resource.namespace) ?? "");

/** A wish that Istio, Linkerd, Consul or Kuma reads from a label or an annotation. */
interface Wish {
  readonly name: string;
  readonly on: "annotations" | "labels";
  readonly value: RegExp;
}

/** How a namespace or a pod says that it stays out of the mesh: the meshes' references of labels and annotations. */
const OPT_OUTS: readonly Wish[] = [
  { name: "istio-injection", on: "labels", value: /^disabled$/ },
  { name: "istio.io/dataplane-mode", on: "labels", value: /^none$/ },
  { name: "sidecar.istio.io/inject", on: "labels", value: /^false$/ },
  { name: "sidecar.istio.io/inject", on: "annotations", value: /^false$/ },
  { name: "linkerd.io/inject", on: "annotations", value: /^disabled$/ },
  { name: "consul.hashicorp.com/connect-inject", on: "annotations", value: /^false$/ },
  { name: "kuma.io/sidecar-injection", on: "labels", value: /^(?:disabled|false)$/ },
  { name: "kuma.io/sidecar-injection", on: "annotations", value: /^(?:disabled|false)$/ },
];

/** How they say that some traffic goes past the proxy, likewise; an empty list of what is captured captures nothing. */
const INBOUND_GAPS: readonly Wish[] = [
  { name: "traffic.sidecar.istio.io/excludeInboundPorts", on: "annotations", value: /./ },
  { name: "traffic.sidecar.istio.io/includeInboundPorts", on: "annotations", value: /^$/ },
  { name: "ambient.istio.io/bypass-inbound-capture", on: "annotations", value: /^true$/ },
  { name: "config.linkerd.io/skip-inbound-ports", on: "annotations", value: /./ },
  { name: "consul.hashicorp.com/transparent-proxy-exclude-inbound-ports", on: "annotations", value: /./ },
  { name: "traffic.kuma.io/exclude-inbound-ports", on: "annotations", value: /./ },
];

const OUTBOUND_GAPS: readonly Wish[] = [
  { name: "traffic.sidecar.istio.io/excludeOutboundPorts", on: "annotations", value: /./ },
  { name: "traffic.sidecar.istio.io/excludeOutboundIPRanges", on: "annotations", value: /./ },
  { name: "traffic.sidecar.istio.io/includeOutboundIPRanges", on: "annotations", value: /^$/ },
  { name: "config.linkerd.io/skip-outbound-ports", on: "annotations", value: /./ },
  { name: "consul.hashicorp.com/transparent-proxy-exclude-outbound-ports", on: "annotations", value: /./ },
  { name: "consul.hashicorp.com/transparent-proxy-exclude-outbound-cidrs", on: "annotations", value: /./ },
  { name: "traffic.kuma.io/exclude-outbound-ports", on: "annotations", value: /./ },
];

/** The places where a subject wishes something. Throws `unknowable`. */
const granted = ({ metadata }: MeshSubject, wishes: readonly Wish[]): readonly Place[] =>
  wishes
    .map(({ name, on, value }) => ({ at: metadata.at(on, name), value }))
    .filter(({ at, value }) => at.value !== undefined && value.test(String(at.value)))
    .map(({ at }) => at);

export const optOuts = (subject: MeshSubject): readonly Place[] => granted(subject, OPT_OUTS);
export const inboundGaps = (subject: MeshSubject): readonly Place[] => granted(subject, INBOUND_GAPS);
export const outboundGaps = (subject: MeshSubject): readonly Place[] => granted(subject, OUTBOUND_GAPS);

/** Whether a mesh reads this label or annotation from pods. */
export const isPodWish = (name: string): boolean =>
  /^(?:(?:traffic\.)?sidecar\.istio\.io|proxy\.istio\.io|inject\.istio\.io|config\.linkerd\.io|config\.alpha\.linkerd\.io|traffic\.kuma\.io)\//.test(
    name,
  ) || ["linkerd.io/inject", "consul.hashicorp.com/connect-inject", "kuma.io/sidecar-injection"].includes(name);
