import { annotated, annotation } from "../model/annotations.ts";
import { CLASS_ANNOTATION } from "../model/ingress.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "deprecated-ingress-class",
  severity: "info",
  summary: "An Ingress should name its class in `spec.ingressClassName`.",
  presets: ["strict"],
  fixable: "review",
  why: `The annotation \`kubernetes.io/ingress.class\` is deprecated since Kubernetes 1.18, and each controller decides for itself whether it still looks at it.
One that does not serves nothing of this Ingress, or a cluster's default class serves it on another address than was meant: an internal application on the public one.`,
  mend: `Name the class in \`spec.ingressClassName\`; there must be an IngressClass of that name (\`kubectl get ingressclass\`).
The API server takes both together only in an Ingress that has them already.`,
  leave:
    "Leave it for Google Cloud's own controller, which reads nothing but the annotation: this rule says nothing of the classes `gce`, `gce-internal` and the like. Leave it, too, where the controller has no IngressClass.",

  on: kind("networking.k8s.io/Ingress"),
  *check(ingress, { cluster: { kubernetes } }) {
    const at = annotation(ingress, CLASS_ANNOTATION);
    const name = annotated(ingress, CLASS_ANNOTATION);
    const field = ingress.at("spec", "ingressClassName");
    if (!name || name.startsWith("gce") || field.exists || kubernetes < FIELD_SINCE) return;

    yield {
      at: at.named,
      tag: "deprecated",
      message: `Ingress "${ingress.name}" names its class in a deprecated annotation.`,
      fixes: [
        {
          title: "Name it in ingressClassName",
          safety: "review",
          changes: () => [
            { at, remove: true },
            { at: field, value: name },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "A class has a field of its own",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    kubernetes.io/ingress.class: nginx
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ingress "shop" names its class in a deprecated annotation.
spec:
  rules:
    - host: shop.example.com
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
  ingressClassName: nginx
`,
    },
    {
      title: "Google Cloud reads nothing but the annotation",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    kubernetes.io/ingress.class: gce-internal
spec:
  rules:
    - host: shop.example.com
`,
    },
  ],
});

/** Since this version there is a field for it. */
const FIELD_SINCE = 18;
