import type { Writable } from "../model/change.ts";
import { services } from "../model/services.ts";
import { type Fix, rule } from "../rule.ts";

/** Annotations that nobody reads any more, and the fields that took their place. */
const DEAD: readonly {
  readonly name: string;
  readonly value: string;
  readonly field: string;
  readonly says: Writable;
}[] = [
  // EndpointSlices, on which kube-proxy and the DNS rely since v1.21, have never known it.
  {
    name: "service.alpha.kubernetes.io/tolerate-unready-endpoints",
    value: "true",
    field: "publishNotReadyAddresses",
    says: true,
  },
  // Dropped with v1.7, when the field became stable.
  {
    name: "service.beta.kubernetes.io/external-traffic",
    value: "OnlyLocal",
    field: "externalTrafficPolicy",
    says: "Local",
  },
];

export default rule({
  id: "dead-service-annotation",
  severity: "warning",
  summary: "A Service should say by a field what annotations no longer say.",
  presets: ["recommended"],
  fixable: "review",
  why: `Kubernetes no longer reads the annotation, and says nothing.
Members of a cluster that must find each other before they are ready wait for each other for ever, or the callers' addresses are lost that a firewall or a log relies on.`,
  mend: `Write the field that took its place: the fix does.
From then on the Service does what the annotation promised, which it has not done for years: look whether you still want it.`,
  leave: "Leave it for clusters of a version that still reads it.",

  on: services,
  *check(service) {
    for (const { name, value, field, says } of DEAD) {
      const annotation = service.at("metadata", "annotations", name);
      const place = service.at("spec", field);
      if (annotation.value !== value || place.value === says) continue;

      const fix: Fix = {
        title: `Write ${field} in its place`,
        safety: "review",
        changes: () => [
          { at: annotation, remove: true },
          { at: place, value: says },
        ],
      };
      yield { at: annotation.named, message: `Nobody reads "${name}" any more.`, fixes: [fix] };
    }
  },

  examples: [
    {
      title: "Members wait for each other for ever",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db-members
  annotations:
    service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody reads "service.alpha.kubernetes.io/tolerate-unready-endpoints" any more.
spec:
  clusterIP: None
  selector:
    app: db
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: db-members
spec:
  clusterIP: None
  selector:
    app: db
  publishNotReadyAddresses: true
`,
    },
    {
      title: "Beside the field it does no harm",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db-members
  annotations:
    service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app: db
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.alpha.kubernetes.io/tolerate-unready-endpoints: "false"
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});
