import { hasSelector, isHeadless, services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unready-endpoints",
  severity: "warning",
  summary: "A Service that routes should not send callers to pods that are not ready.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`publishNotReadyAddresses\` declares every pod ready, whatever its readiness probe says.
While a pod starts, fails or shuts down, its share of the calls goes to it all the same and is lost, on each deployment anew.
The field is made for headless Services, by which the members of a cluster find each other before they are ready.`,
  mend: `Remove the field; pods get calls only once they are ready.
If members must find each other earlier, give them a headless Service of their own with it.`,
  leave:
    "Leave it where members of one cluster find each other through this Service, each by a name and address of its own (one Service for each pod).",

  on: services,
  *check(service) {
    const unready = service.at("spec", "publishNotReadyAddresses");
    if (unready.value !== true || isHeadless(service) || typeOf(service) === "ExternalName") return;
    if (!hasSelector(service) || selectsOnePod(service.at("spec", "selector").value)) return;

    yield {
      at: unready,
      message: `Service "${service.name}" sends callers to pods that are not ready.`,
      fixes: [{ title: "Wait until pods are ready", safety: "review", changes: () => [{ at: unready, remove: true }] }],
    };
  },

  examples: [
    {
      title: "Pods that are not ready get their share of the calls",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  publishNotReadyAddresses: true
                            ^^^^ Service "web" sends callers to pods that are not ready.
  selector:
    app: web
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "Members find each other by a headless Service, or by one for each of them",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db-members
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app: db
---
apiVersion: v1
kind: Service
metadata:
  name: db-0
spec:
  publishNotReadyAddresses: true
  selector:
    statefulset.kubernetes.io/pod-name: db-0
  ports:
    - port: 5432
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  publishNotReadyAddresses: false
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});

/** Whether a selector names one pod of a StatefulSet. */
const selectsOnePod = (selector: unknown): boolean =>
  Object.keys(Object(selector)).includes("statefulset.kubernetes.io/pod-name");
