import { GATEWAY_API } from "../model/gateways.ts";
import { valueOrTitle } from "../model/lacking.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-backend-tls",
  severity: "error",
  summary: "A BackendTLSPolicy must say whose certificate it expects, and who has signed it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the policy, so the Gateway goes on speaking plain HTTP to a backend that its owner believes to be reached by TLS.
Whoever listens between the two (a pod with \`NET_RAW\`, a switch, a cloud's network) reads all of it, though the visitor's browser shows a lock.`,
  mend: `Write the name in the backend's certificate as \`hostname\`, and the authority that signed it: \`caCertificateRefs\` for one of your own, or \`wellKnownCACertificates: System\` for those that operating systems trust, not both.
When the name or the authority is wrong, requests are answered with 502.`,
  leave: "Leave it in no case: the API server does not take it.",

  on: kind(`${GATEWAY_API}/BackendTLSPolicy`),
  *check(policy) {
    const validation = policy.at("spec", "validation");
    // Before v1alpha3 the fields were others.
    if (!validation.exists) return;
    const [host, own, known] = [
      validation.at("hostname"),
      validation.at("caCertificateRefs"),
      validation.at("wellKnownCACertificates"),
    ];
    const hasOwn = own.exists && own.children.length > 0;
    if (!host.exists) {
      yield { at: host, message: `The API server refuses BackendTLSPolicy "${policy.name}", for it names no host.` };
    }
    if (hasOwn && known.exists) {
      yield {
        at: known,
        message: "The API server refuses well-known authorities beside one's own.",
        see: [{ at: own.named, message: "These are one's own." }],
        fixes: [
          { title: "Trust one's own alone", safety: "review", changes: () => [{ at: known, remove: true }] },
          { title: "Trust the well-known alone", safety: "review", changes: () => [{ at: own, remove: true }] },
        ],
      };
    }
    // Newer versions of the Gateway API know a third way.
    const isTrusting = validation.children.some(({ step }) => /cert|trust/i.test(String(step)) && step !== own.step);
    if (!hasOwn && !isTrusting) {
      yield {
        at: valueOrTitle(policy, own),
        message: `The API server refuses BackendTLSPolicy "${policy.name}", for it trusts no authority.`,
        fixes: [
          {
            title: "Trust the well-known authorities",
            safety: "review",
            changes: () => [{ at: known, value: "System" }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A policy trusts its own authorities or those that everyone knows",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: shop
        ^^^^ The API server refuses BackendTLSPolicy "shop", for it trusts no authority.
spec:
  targetRefs:
    - { group: "", kind: Service, name: web }
  validation:
    hostname: web.shop.svc
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: till
spec:
  targetRefs:
    - { group: "", kind: Service, name: till }
  validation:
    hostname: till.shop.svc
    caCertificateRefs:
    ~~~~~~~~~~~~~~~~~ These are one's own.
      - { group: "", kind: ConfigMap, name: authority }
    wellKnownCACertificates: System
                             ^^^^^^ The API server refuses well-known authorities beside one's own.
`,
      fixed: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: shop
spec:
  targetRefs:
    - { group: "", kind: Service, name: web }
  validation:
    hostname: web.shop.svc
    wellKnownCACertificates: System
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: till
spec:
  targetRefs:
    - { group: "", kind: Service, name: till }
  validation:
    hostname: till.shop.svc
    caCertificateRefs:
      - { group: "", kind: ConfigMap, name: authority }
`,
    },
    {
      title: "Without a host, every certificate of an authority would do",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: shop
spec:
  targetRefs:
    - { group: "", kind: Service, name: web }
  validation:
  ^^^^^^^^^^ The API server refuses BackendTLSPolicy "shop", for it names no host.
    wellKnownCACertificates: System
`,
    },
    {
      title: "A host and an authority are all that it needs",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: shop
spec:
  targetRefs:
    - { group: "", kind: Service, name: web }
  validation:
    hostname: web.shop.svc
    caCertificateRefs:
      - { group: "", kind: ConfigMap, name: authority }
`,
    },
  ],
});
