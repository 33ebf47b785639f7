import { WORKLOADS } from "../model/pods.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "default-namespace",
  severity: "info",
  summary: "What belongs together should have a namespace of its own, not `default`.",
  presets: ["strict"],
  why: `In \`default\` lands whatever forgot to say where it belongs: one application's Secrets lie beside another's pods, and any of them may be mounted by any.
Rights, quotas, network policies and the Pod Security level are set for a whole namespace, so here they fit nobody, and are seldom set at all.`,
  mend: `Make a Namespace for the application, and name it in \`metadata.namespace\` or leave that to the one who applies it.
The object is made anew there; the old one stays until it is deleted, and others find it by another name (\`web.default\` becomes \`web.shop\`).`,
  leave: `Leave it in a cluster that runs one application.
An object that says no namespace is left in peace: it lands wherever it is applied, and most tools say that by themselves; other tools take it for \`default\`.`,

  on: kind(
    ...WORKLOADS,
    "ConfigMap",
    "PersistentVolumeClaim",
    "Secret",
    "Service",
    "ServiceAccount",
    "networking.k8s.io/Ingress",
  ),
  *check(resource) {
    const at = resource.at("metadata", "namespace");
    if (at.string !== "default") return;

    yield { at, message: `${resource.kind} "${resource.name}" is put into the namespace "default".` };
  },

  examples: [
    {
      title: "The namespace default is everybody's",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: default
             ^^^^^^^ Service "web" is put into the namespace "default".
spec:
  selector: { app: web }
  ports:
    - port: 80
`,
    },
    {
      title: "Whoever applies it may say where",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
`,
    },
  ],
});
