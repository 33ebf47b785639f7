import { standTogether } from "../model/branches.ts";
import { containersOf, pods } from "../model/pods.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "duplicate-container-name",
  severity: "error",
  summary: "Each container of a pod should have a name of its own.",
  presets: ["recommended"],
  why: `The API server refuses a pod in which two containers have one name, be one an init container, and nothing is rolled out.
In a patch, and in \`kubectl apply\`, the two are merged into one.`,
  mend: "Rename one of the two.",
  leave: "There is no reason to leave it.",

  on: pods,
  *check(pod) {
    const before = new Map<string, (typeof all)[number]>();
    const all = containersOf(pod);
    for (const container of all) {
      const name = ifKnown(() => container.at("name").string, undefined);
      if (name === undefined) continue;
      const earlier = before.get(name);
      before.set(name, container);
      if (earlier === undefined || !standTogether(earlier.place, container.place)) continue;

      yield {
        at: container.at("name"),
        message: `Two containers have the name "${name}", and the API server refuses them.`,
        see: [{ at: earlier.at("name"), message: "This is the other." }],
      };
    }
  },

  examples: [
    {
      title: "An init container needs a name of its own, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
    - name: shop
            ~~~~ This is the other.
      image: registry.example.com/shop/migrate:3.1
  containers:
    - name: shop
            ^^^^ Two containers have the name "shop", and the API server refuses them.
      image: registry.example.com/shop/shop:3.1
`,
    },
    {
      title: "Each has its own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/shop:3.1
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
`,
    },
  ],
});
