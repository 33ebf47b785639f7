import { resourcesOf } from "../model/amounts.ts";
import { allOf } from "../model/mounts.ts";
import { isFragment } from "../model/patches.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "undeclared-resource-claim",
  severity: "error",
  summary: "A container may use only the claims on devices that its pod lists.",
  presets: ["recommended"],
  why: "The API server refuses a pod in which a container uses a claim that is not in the pod's `resourceClaims`.",
  mend: "Add the claim to the pod's `resourceClaims`, with the name of a ResourceClaim or of a ResourceClaimTemplate, or correct the name.",
  leave: "Leave it where a webhook adds the claim before the API server looks.",

  on: containers,
  *check(container) {
    const claims = resourcesOf(container).at("claims").children;
    if (claims.length === 0 || isFragment(container.pod.owner)) return;
    const listed = allOf(container.pod.spec.at("resourceClaims")).map((it) => it.at("name").string);
    for (const claim of claims) {
      const name = claim.at("name");
      if (name.string === undefined || listed.includes(name.string)) continue;
      yield {
        at: name,
        message: `${titleOf(container)} uses the claim "${name.string}", which its pod does not list.`,
      };
    }
  },

  examples: [
    {
      title: "A claim by another name",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  resourceClaims:
    - name: gpu
      resourceClaimTemplateName: gpu
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      resources:
        claims:
          - name: gpus
                  ^^^^ Container "train" uses the claim "gpus", which its pod does not list.
`,
    },
    {
      title: "A claim that the pod lists",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  resourceClaims:
    - name: gpu
      resourceClaimTemplateName: gpu
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      resources:
        claims:
          - name: gpu
`,
    },
  ],
});
