import { isNothing, isWritten } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "mesh-allows-everyone",
  severity: "warning",
  summary: "A rule of the mesh should say whom it allows.",
  presets: ["recommended"],
  why: `A mesh refuses what no rule allows, once there is a rule; one that allows everyone is the same as having none.
In Istio it is enough that one policy allows a request, so that an empty rule undoes all the others for the same workload: whoever has taken over any pod of the cluster may call it.`,
  mend: `Say who may call: \`from\` with \`principals\` or \`namespaces\` in Istio, the name of a service in Consul, a \`targetRef\` of one service in Kuma.
Callers that were forgotten get 403 (\`RBAC: access denied\`): read from the proxies' logs who calls.`,
  leave: `Leave it for what everyone shall call, as an ingress gateway.
To allow every caller with an identity is not reported: \`principals: ["*"]\` refuses those outside of the mesh.`,

  on: kind(
    "security.istio.io/AuthorizationPolicy",
    "consul.hashicorp.com/ServiceIntentions",
    "kuma.io/MeshTrafficPermission",
  ),
  *check(policy) {
    for (const at of everyone(policy)) {
      yield { at, message: `${policy.kind} "${policy.name}" allows everyone.` };
    }
  },

  examples: [
    {
      title: "An empty rule allows every request of everyone",
      bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: web
  namespace: shop
spec:
  rules:
    - {}
      ^^ AuthorizationPolicy "web" allows everyone.
`,
    },
    {
      title: "Consul and Kuma have words for everyone",
      bad: `
apiVersion: consul.hashicorp.com/v1alpha1
kind: ServiceIntentions
metadata:
  name: db
spec:
  destination:
    name: db
  sources:
    - name: "*"
      action: allow
              ^^^^^ ServiceIntentions "db" allows everyone.
---
apiVersion: kuma.io/v1alpha1
kind: MeshTrafficPermission
metadata:
  name: all
spec:
  from:
    - targetRef:
        kind: Mesh
      default:
        action: Allow
                ^^^^^ MeshTrafficPermission "all" allows everyone.
`,
    },
    {
      title: "Some callers, some paths, no rule at all, or a refusal",
      good: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: web
spec:
  action: ALLOW
  rules:
    - from:
        - source:
            namespaces: [shop]
    - to:
        - operation:
            paths: [/healthz]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: nobody
spec: {}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: closed
spec:
  action: DENY
  rules:
    - {}
---
apiVersion: consul.hashicorp.com/v1alpha1
kind: ServiceIntentions
metadata:
  name: db
spec:
  destination:
    name: db
  sources:
    - name: "*"
      action: deny
    - name: web
      action: allow
    - name: "*"
      permissions: []
`,
    },
  ],
});

/** Where a policy allows everyone everything. Throws `unknowable`. */
function everyone(policy: Resource): readonly Place[] {
  const spec = (field: string) => policy.at("spec", field);
  switch (policy.kind) {
    case "AuthorizationPolicy":
      if ((spec("action").value ?? "ALLOW") !== "ALLOW") return [];
      return spec("rules").children.filter((it) => ["from", "to", "when"].every((part) => isUnsaid(it.at(part))));
    case "ServiceIntentions":
      return spec("sources")
        .children.filter((it) => it.at("name").value === "*" && it.at("action").value === "allow")
        .map((it) => it.at("action"));
    default:
      return spec("from")
        .children.filter((it) => it.at("targetRef", "kind").value === "Mesh" && !it.at("targetRef", "tags").exists)
        .map((it) => it.at("default", "action"))
        .filter((it) => /^allow$/i.test(it.string ?? ""));
  }
}

/** Whether a condition is left out. With nothing behind the key, its author may not be done. */
const isUnsaid = (condition: Place): boolean => isNothing(condition) && !isWritten(condition);
