import { annotation } from "../model/annotations.ts";
import { CLASS_ANNOTATION } from "../model/ingress.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "two-ingress-classes",
  severity: "error",
  summary: "An Ingress must name its class only once.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a new Ingress that names its class both in \`spec.ingressClassName\` and in the annotation \`kubernetes.io/ingress.class\`.
In one that exists it takes both, so nobody notices until the cluster is rebuilt; and some controllers then follow the one, some the other.`,
  mend: "Keep `spec.ingressClassName`, and remove the annotation.",
  leave:
    "Leave it in no case, but mind which of the two the controller follows today: ingress-nginx follows the annotation.",

  on: kind("networking.k8s.io/Ingress"),
  *check(ingress) {
    const at = annotation(ingress, CLASS_ANNOTATION);
    const field = ingress.at("spec", "ingressClassName");
    if (!at.exists || !field.exists) return;

    yield {
      at: at.named,
      message: `The API server refuses a new Ingress that names its class twice.`,
      see: [{ at: field, message: "Here the class is named, too." }],
      fixes: [{ title: "Remove the annotation", safety: "review", changes: () => [{ at, remove: true }] }],
    };
  },

  examples: [
    {
      title: "The annotation and the field are not taken together",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    kubernetes.io/ingress.class: nginx
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server refuses a new Ingress that names its class twice.
spec:
  ingressClassName: nginx
                    ~~~~~ Here the class is named, too.
  rules:
    - host: shop.example.com
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
`,
    },
    {
      title: "Once is enough",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
`,
    },
  ],
});
