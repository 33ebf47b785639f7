import { NAMED } from "../model/names.ts";
import { isFragment } from "../model/patches.ts";
import { WORKLOADS } from "../model/pods.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unnamed-resource",
  severity: "error",
  summary: "A resource must have a name.",
  presets: ["recommended"],
  why: "The API server refuses a resource that has neither a `name` nor a `generateName`.",
  mend: "Write `metadata.name`.\n`generateName` will do where the resource is created and never applied: each time it gets another name.",
  leave: "Leave it where a tool that Plimsoll does not know names it before it is applied.",

  on: kind(...NAMED),
  *check(resource) {
    const metadata = resource.at("metadata");
    const name = metadata.at("name");
    if ((name.exists && name.value !== "") || metadata.at("generateName").exists) return;
    if (WORKLOADS.has(resource.groupKind) && isFragment(resource)) return;
    yield { at: name, message: `This ${resource.kind} has no name.` };
  },

  examples: [
    {
      title: "Nobody can be called without a name",
      bad: `
apiVersion: v1
kind: ConfigMap
      ^^^^^^^^^ This ConfigMap has no name.
data:
  color: green
`,
    },
    {
      title: "A name that is made up each time",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: import-
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
`,
    },
  ],
});
