import { annotation } from "../model/annotations.ts";
import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "old-tls-version",
  severity: "warning",
  summary: "TLS should be of version 1.2 or newer.",
  presets: ["recommended"],
  fixable: "review",
  why: `TLS 1.0 and 1.1 rest on MD5 and SHA-1 and on ciphers that have been broken (BEAST, Lucky Thirteen, Sweet32); RFC 8996 forbids both.
Someone on the way can talk a client and a server that take them into them.
No browser of the last years does, and no auditor takes it.`,
  mend: `Ask for TLS 1.2 at least.
Clients from before about 2014 (Java 7, Android 4, old devices) can no longer connect: the access log with \`$ssl_protocol\` tells whether there are any.`,
  leave: "Leave it on an entry of its own for devices that cannot be renewed.",

  on: kind(
    "ConfigMap",
    "Service",
    "gateway.envoyproxy.io/ClientTrafficPolicy",
    "networking.k8s.io/Ingress",
    "operator.openshift.io/IngressController",
    "projectcontour.io/HTTPProxy",
    "traefik.containo.us/TLSOption",
    "traefik.io/TLSOption",
  ),
  *check(resource) {
    const { at, isOld, better } = settingOf(resource);
    const text = at.string;
    if (text === undefined || !isOld.test(text)) return;

    yield {
      at,
      message: `"${text}" lets clients speak a broken version of TLS.`,
      fixes: [{ title: "Ask for TLS 1.2 or newer", safety: "review", changes: () => [{ at, value: better }] }],
    };
  },

  examples: [
    {
      title: "Each controller has its own words for it",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
data:
  ssl-protocols: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3" lets clients speak a broken version of TLS.
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata:
  name: default
spec:
  minVersion: VersionTLS11
              ^^^^^^^^^^^^ "VersionTLS11" lets clients speak a broken version of TLS.
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    alb.ingress.kubernetes.io/ssl-policy: ELBSecurityPolicy-2016-08
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ "ELBSecurityPolicy-2016-08" lets clients speak a broken version of TLS.
spec:
  ingressClassName: alb
---
apiVersion: operator.openshift.io/v1
kind: IngressController
metadata:
  name: default
  namespace: openshift-ingress-operator
spec:
  tlsSecurityProfile:
    type: Old
          ^^^ "Old" lets clients speak a broken version of TLS.
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ClientTrafficPolicy
metadata:
  name: public
spec:
  tls:
    minVersion: "1.0"
                ^^^^^ "1.0" lets clients speak a broken version of TLS.
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
data:
  ssl-protocols: TLSv1.2 TLSv1.3
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata:
  name: default
spec:
  minVersion: VersionTLS12
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    alb.ingress.kubernetes.io/ssl-policy: ELBSecurityPolicy-TLS13-1-2-2021-06
spec:
  ingressClassName: alb
---
apiVersion: operator.openshift.io/v1
kind: IngressController
metadata:
  name: default
  namespace: openshift-ingress-operator
spec:
  tlsSecurityProfile:
    type: Intermediate
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ClientTrafficPolicy
metadata:
  name: public
spec:
  tls:
    minVersion: "1.2"
`,
    },
    {
      title: "Newer versions will do",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: shop
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy: ELBSecurityPolicy-TLS13-1-2-2021-06
spec:
  type: LoadBalancer
  ports:
    - port: 443
---
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata:
  name: shop
spec:
  virtualhost:
    fqdn: shop.example.com
    tls:
      secretName: shop-tls
      minimumProtocolVersion: "1.2"
`,
    },
  ],
});

/** Where a resource says which versions are taken, which words let old ones in, and which do not. */
interface Setting {
  readonly at: Place;
  readonly isOld: RegExp;
  readonly better: string;
}

/** Policies of AWS that take TLS 1.0 or 1.1: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html. */
const AWS = {
  isOld: /^ELBSecurityPolicy-(?:201[1-6]-\d\d|TLS-1-[01]-|FS-2018-06|FS-1-1-|TLS13-1-[01]-)/,
  better: "ELBSecurityPolicy-TLS13-1-2-2021-06",
};

function settingOf(resource: Resource): Setting {
  const number = { isOld: /^1\.[01]$/, better: "1.2" };
  switch (resource.kind) {
    case "ConfigMap":
      return {
        at: resource.at("data", "ssl-protocols"),
        isOld: /SSLv|TLSv1(?:\.[01])?(?!\.\d)/,
        better: "TLSv1.2 TLSv1.3",
      };
    case "Service":
      return {
        at: annotation(resource, "service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy"),
        ...AWS,
      };
    case "Ingress":
      return { at: annotation(resource, "alb.ingress.kubernetes.io/ssl-policy"), ...AWS };
    case "IngressController":
      return { at: resource.at("spec", "tlsSecurityProfile", "type"), isOld: /^Old$/, better: "Intermediate" };
    case "HTTPProxy":
      return { at: resource.at("spec", "virtualhost", "tls", "minimumProtocolVersion"), ...number };
    case "ClientTrafficPolicy":
      return { at: resource.at("spec", "tls", "minVersion"), ...number };
    default:
      return { at: resource.at("spec", "minVersion"), isOld: /^VersionTLS1[01]$/, better: "VersionTLS12" };
  }
}
