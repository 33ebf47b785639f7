import type { Place } from "./place.ts";
import { inKinds, kind, type Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** How a Service is reached. */
export type ServiceType = "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";

const KINDS = new Set(["Service"]);

export const services = kind(...KINDS);

/** The type of a Service; `undefined` for one that Kubernetes does not know. Throws `unknowable`. */
export function typeOf(service: Resource): ServiceType | undefined {
  const type = service.at("spec", "type").value ?? "ClusterIP";
  return TYPES.find((it) => it === type);
}

const TYPES: readonly ServiceType[] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"];

/** Whether a Service has no address of its own: its name leads to its pods, past kube-proxy. Throws `unknowable`. */
export const isHeadless = (service: Resource): boolean => service.at("spec", "clusterIP").value === "None";

/** One port of a Service. */
export interface ServicePort {
  readonly service: Resource;
  readonly place: Place;
  readonly at: Place["at"];
}

/** Every port of a Service. */
export const servicePorts = inKinds(KINDS, (resource): readonly ServicePort[] =>
  services(resource).flatMap((service) =>
    service.at("spec", "ports").children.map((place) => ({ service, place, at: (...steps) => place.at(...steps) })),
  ),
);

/** The protocol of a Service's port. Throws `unknowable`. */
export const protocolOf = (port: ServicePort): unknown => port.at("protocol").value ?? "TCP";

/** What is written of one annotation, as a string. Throws `unknowable`. */
const annotation = (service: Resource, name: string): string | undefined => {
  const { value } = service.at("metadata", "annotations", name);
  return value === undefined ? undefined : String(value);
};

/**
 * The annotations by which a cloud's load balancer is given a private address, and the values that do so: as the cloud
 * controllers of Google, AWS, Azure, Alibaba, DigitalOcean, Hetzner, IBM, OpenStack, Oracle, Scaleway, Tencent, Baidu and
 * Yandex document them.
 */
const INTERNAL: readonly (readonly [name: string, value: RegExp])[] = [
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?!false$)./i],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/i],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/i],
  ["service.beta.kubernetes.io/alicloud-loadbalancer-address-type", /^intranet$/i],
  ["service.beta.kubernetes.io/do-loadbalancer-network", /^internal$/i],
  ["load-balancer.hetzner.cloud/disable-public-network", /^true$/i],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/i],
  ["oci-network-load-balancer.oraclecloud.com/internal", /^true$/i],
  ["service.beta.kubernetes.io/scw-loadbalancer-private", /^true$/i],
  ["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", /./],
  ["service.beta.kubernetes.io/cce-load-balancer-internal-vpc", /^true$/i],
  ["yandex.cloud/load-balancer-type", /^internal$/i],
];

/** What announces addresses in a network of one's own, where a manifest does not show who reaches them. */
const ON_PREMISES: readonly string[] = [
  "metallb.universe.tf/",
  "metallb.io/",
  "lbipam.cilium.io/",
  "io.cilium/",
  "kube-vip.io/",
  "purelb.io/",
];

/** Whether the load balancer of a Service is known to have a private address, or one that an annotation leaves open. Throws `unknowable`. */
export function isInternal(service: Resource): boolean {
  if (INTERNAL.some(([name, value]) => value.test(annotation(service, name) ?? ""))) return true;
  const names = Object.keys(Object(service.at("metadata", "annotations").value));
  return isInternalByDefault(service) || names.some((name) => ON_PREMISES.some((it) => name.startsWith(it)));
}

/** The AWS Load Balancer Controller, which these types leave a Service to, gives a private address unless it is told otherwise. */
const isInternalByDefault = (service: Resource): boolean =>
  /^(?:external|nlb-ip)$/.test(annotation(service, "service.beta.kubernetes.io/aws-load-balancer-type") ?? "") &&
  annotation(service, "service.beta.kubernetes.io/aws-load-balancer-scheme") === undefined;

/** The address ranges that a load balancer takes connections from: those of the spec, or else of the old annotation. Throws `unknowable`. */
export function sourceRanges(service: Resource): readonly string[] {
  const listed = service.at("spec", "loadBalancerSourceRanges").children.map((it) => it.string ?? "");
  if (listed.length > 0) return listed;
  const old = annotation(service, "service.beta.kubernetes.io/load-balancer-source-ranges");
  return (old ?? "")
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");
}

/**
 * Whether a Service asks its cloud for a load balancer that takes connections from everywhere. A class names another
 * maker of load balancers, whose networks a manifest does not show. Throws `unknowable`.
 */
export function isOpenLoadBalancer(service: Resource): boolean {
  if (typeOf(service) !== "LoadBalancer" || service.at("spec", "loadBalancerClass").exists) return false;
  const ranges = sourceRanges(service);
  const isOpen = ranges.length === 0 || ranges.some((it) => it.endsWith("/0"));
  return isOpen && !isInternal(service);
}

/** Whether a Service says which pods it leads to; `true`, where that is unknown. */
export const hasSelector = (service: Resource): boolean =>
  ifKnown(() => {
    const { value } = service.at("spec", "selector");
    return value !== undefined && Object.keys(Object(value)).length > 0;
  }, true);
