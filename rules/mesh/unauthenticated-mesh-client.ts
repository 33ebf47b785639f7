import { meshSubjects } from "../model/meshes.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const SERVER_AUTHORIZATION = "policy.linkerd.io/ServerAuthorization";

/** Where Linkerd is told whom to let in. */
const doors = inKinds(
  new Set([...(meshSubjects.kinds ?? []), SERVER_AUTHORIZATION]),
  (resource: Resource): readonly Place[] => [
    ...(resource.groupKind === SERVER_AUTHORIZATION ? [resource.at("spec", "client", "unauthenticated")] : []),
    ...meshSubjects(resource).map((it) => it.metadata.at("annotations", "config.linkerd.io/default-inbound-policy")),
  ],
);

export default rule({
  id: "unauthenticated-mesh-client",
  severity: "warning",
  summary: "A workload in the mesh should not take callers without an identity.",
  presets: ["strict"],
  fixable: "review",
  why: `A caller without a certificate of the mesh may be anyone who can reach the pod, and what it says goes over the network in plain text.
Whoever has taken over any pod of the cluster, in the mesh or not, may call.`,
  mend: `Name who may call by \`meshTLS\`, or write \`all-authenticated\` for everyone in the mesh.
Callers outside of the mesh are refused then; for the kubelet's probes Linkerd makes an exception by itself.`,
  leave:
    "Leave it for what callers outside of the mesh must reach: ingress controllers, webhooks that the API server calls.",

  on: doors,
  *check(door) {
    const { value } = door;
    if (value === true) {
      yield {
        at: door,
        message: "Callers need no identity.",
        fixes: [{ title: "Ask for an identity", safety: "review", changes: () => asked(door) }],
      };
    }
    if (value !== "all-unauthenticated" && value !== "cluster-unauthenticated") return;
    yield {
      at: door,
      message: "Callers need no identity.",
      fixes: [
        {
          title: "Ask for an identity",
          safety: "review",
          changes: () => [{ at: door, value: value.replace("unauthenticated", "authenticated") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A door that is open to those without an identity is open to all",
      bad: `
apiVersion: policy.linkerd.io/v1beta1
kind: ServerAuthorization
metadata:
  name: web
spec:
  server:
    name: web
  client:
    unauthenticated: true
                     ^^^^ Callers need no identity.
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    config.linkerd.io/default-inbound-policy: cluster-unauthenticated
                                              ^^^^^^^^^^^^^^^^^^^^^^^ Callers need no identity.
`,
      fixed: `
apiVersion: policy.linkerd.io/v1beta1
kind: ServerAuthorization
metadata:
  name: web
spec:
  server:
    name: web
  client:
    meshTLS:
      identities:
        - "*"
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    config.linkerd.io/default-inbound-policy: cluster-authenticated
`,
    },
    {
      title: "Callers with an identity are known",
      good: `
apiVersion: policy.linkerd.io/v1beta1
kind: ServerAuthorization
metadata:
  name: web
spec:
  server:
    name: web
  client:
    meshTLS:
      identities: ["*.shop.serviceaccount.identity.linkerd.cluster.local"]
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    config.linkerd.io/default-inbound-policy: all-authenticated
`,
    },
  ],
});

/** Everyone of the mesh, in the place of everyone. */
const asked = (door: Place) => {
  const mesh = door.parent?.at("meshTLS");
  const isNamed = mesh === undefined || mesh.exists;
  return [{ at: door, remove: true as const }, ...(isNamed ? [] : [{ at: mesh.at("identities"), value: ["*"] }])];
};
