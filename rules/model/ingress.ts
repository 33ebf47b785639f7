import { annotated, annotation } from "./annotations.ts";
import type { Place } from "./place.ts";
import { type GroupKind, inKinds, type Resource } from "./resource.ts";

/** The kinds of an Ingress; that of `extensions` is served before Kubernetes 1.22. */
export const INGRESSES: readonly GroupKind[] = ["extensions/Ingress", "networking.k8s.io/Ingress"];

/** A part of an Ingress. */
export interface IngressPart {
  readonly ingress: Resource;
  readonly place: Place;
}

const KINDS: ReadonlySet<GroupKind> = new Set(INGRESSES);

/** The rules of an Ingress, each of which is about one host. */
export const ingressRules = inKinds(KINDS, (ingress: Resource): readonly IngressPart[] =>
  ingress.at("spec", "rules").children.map((place) => ({ ingress, place })),
);

/** The paths of an Ingress, whatever their host. */
export const ingressPaths = inKinds(KINDS, (ingress: Resource): readonly IngressPart[] =>
  ingressRules(ingress).flatMap(({ place }) =>
    place.at("http", "paths").children.map((path) => ({ ingress, place: path })),
  ),
);

/** The annotation that named a class before there was a field for it. */
export const CLASS_ANNOTATION = "kubernetes.io/ingress.class";

/** The class of an Ingress; `undefined` for the cluster's default. Throws `unknowable`. */
export const classOf = (ingress: Resource): string | undefined =>
  ingress.at("spec", "ingressClassName").string ?? annotated(ingress, CLASS_ANNOTATION);

/** Whether ingress-nginx may be the one to serve an Ingress: its class says so, or says nothing. Throws `unknowable`. */
export const mayBeNginx = (ingress: Resource): boolean => classOf(ingress)?.includes("nginx") ?? true;

/** Whether an Ingress has TLS by other means than `spec.tls`, or is part of another that may have it. Throws `unknowable`. */
export function isEncryptedElsewhere(ingress: Resource): boolean {
  if (ALWAYS_ENCRYPTED.has(classOf(ingress) ?? "")) return true;
  if (annotated(ingress, "alb.ingress.kubernetes.io/listen-ports")?.includes("HTTPS")) return true;
  if (annotated(ingress, "traefik.ingress.kubernetes.io/router.entrypoints")?.includes("secure")) return true;
  if (SWITCHES.some((it) => annotated(ingress, it) === "true")) return true;
  return CERTIFICATES.some((it) => annotation(ingress, it).exists);
}

/** Classes whose provider encrypts all that it serves, by its documentation. */
const ALWAYS_ENCRYPTED: ReadonlySet<string> = new Set(["cloudflare-tunnel", "ngrok", "tailscale"]);

/** Annotations that switch TLS on, or hand it on to the pods; and what makes an Ingress a part of another, from the controllers' documentation. */
const SWITCHES = [
  "haproxy-ingress.github.io/ssl-passthrough",
  "haproxy.org/ssl-passthrough",
  "ingress.kubernetes.io/ssl-passthrough",
  "nginx.ingress.kubernetes.io/canary",
  "nginx.ingress.kubernetes.io/ssl-passthrough",
  "traefik.ingress.kubernetes.io/router.tls",
];

/** Annotations that name a certificate, or a group of Ingresses that share one, from the controllers' documentation. */
const CERTIFICATES = [
  "alb.ingress.kubernetes.io/certificate-arn",
  "alb.ingress.kubernetes.io/group.name",
  "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "kubernetes.azure.com/tls-cert-keyvault-uri",
  "networking.gke.io/certmap",
  "networking.gke.io/managed-certificates",
  "nginx.org/mergeable-ingress-type",
  "route.openshift.io/termination",
  "traefik.ingress.kubernetes.io/router.tls.certresolver",
];
