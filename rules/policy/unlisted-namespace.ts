import { globsSchema, matchesAny, told } from "../model/globs.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly namespaces: readonly string[];
}

export default rule<Resource, Options>({
  id: "unlisted-namespace",
  severity: "warning",
  summary: "A resource must go to a namespace that this project deploys to.",
  options: {
    properties: {
      namespaces: globsSchema("Names of the namespaces that resources may say: `shop`, `shop-*`."),
    },
    required: ["namespaces"],
  },
  why: `A manifest in another namespace is applied where nobody expects it: past the quota, the policies and the people who look after this one.
A pipeline with wide rights puts it there without a word.`,
  mend: "Name a namespace of this project, or none, and say it when applying: `kubectl apply -n`.",
  leave:
    "Leave it where the project must put something elsewhere, a ServiceMonitor beside Prometheus, say, or add that namespace.",

  on: applied,
  *check(resource, { options: { namespaces } }) {
    const { namespace } = resource;
    if (namespace === undefined || namespace === "" || matchesAny(namespace, namespaces)) return;

    yield {
      at: resource.at("metadata", "namespace"),
      message: `${resource.kind} "${resource.name}" goes to namespace "${namespace}", which is not ${told(namespaces)}.`,
    };
  },

  examples: [
    {
      title: "Another namespace is somebody else's",
      options: { namespaces: ["shop", "shop-*"] },
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: kube-system
             ^^^^^^^^^^^ ConfigMap "web" goes to namespace "kube-system", which is not "shop" or "shop-*".
`,
    },
    {
      title: "What names none goes to where it is applied",
      options: { namespaces: ["shop", "shop-*"] },
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop-test
`,
    },
  ],
});
