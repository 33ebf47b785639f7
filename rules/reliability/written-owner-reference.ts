import { applied } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "written-owner-reference",
  severity: "warning",
  summary: "A manifest should not name an owner.",
  presets: ["strict"],
  fixable: "review",
  why: `An owner is named by its \`uid\`, which each cluster gives anew.
In any other cluster, or when the owner was deleted and made again, the garbage collector looks for an owner that is not there, and deletes what has been applied some seconds later.`,
  mend: "Remove `ownerReferences`: whoever owns the resource writes them itself. They are left over from `kubectl get -o yaml`.",
  leave: "Leave it in a dump that is kept to be looked at, and in what a controller of yours fills in.",

  on: applied,
  *check({ at, kind, name }) {
    const owners = at("metadata", "ownerReferences");
    if (!owners.at(0, "uid").exists || at("metadata", "uid").exists) return;

    yield {
      at: owners.named,
      message: `${kind} "${name}" is deleted where its owner does not exist under the same uid.`,
      fixes: [{ title: "Remove ownerReferences", safety: "review", changes: () => [{ at: owners, remove: true }] }],
    };
  },

  examples: [
    {
      title: "The owner of one cluster is unknown in another",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  ownerReferences:
  ^^^^^^^^^^^^^^^ ConfigMap "settings" is deleted where its owner does not exist under the same uid.
    - apiVersion: apps/v1
      kind: Deployment
      name: web
      uid: d9607e19-f88f-11e6-a518-42010a800195
data:
  colour: blue
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
    },
    {
      title: "Nobody owns it",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  ownerReferences: []
data:
  colour: blue
`,
    },
  ],
});
