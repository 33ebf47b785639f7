import { oldApi, renewed, successorOf } from "../model/apis.ts";
import { applied } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "deprecated-api",
  severity: "warning",
  summary: "A manifest should use an apiVersion that the next versions of Kubernetes will serve, too.",
  presets: ["recommended"],
  fixable: "safe",
  why: `Kubernetes has said that it will stop serving this apiVersion.
After the upgrade that does so nothing more can be applied with this manifest, and a cluster that is rebuilt from it comes up without what it describes.`,
  mend: `Rename the apiVersion while both are served, so that it can be tried at leisure.
Where only the name has changed, the very same object is stored.
Where fields have moved, rewrite them: \`kubectl convert\` does much of it.`,
  leave: "Leave it in manifests that must also be applied to clusters which do not serve the newer version yet.",

  on: applied,
  *check(resource, { cluster: { kubernetes } }) {
    const old = oldApi(resource);
    if (old === undefined || kubernetes < old.deprecated) return;
    if (old.removed !== undefined && kubernetes >= old.removed) return;

    const next = successorOf(resource, old, kubernetes);
    const renewal = renewed(resource, old, kubernetes);
    const until = old.removed === undefined ? "" : ` and gone from 1.${old.removed} on`;
    yield {
      at: resource.at("apiVersion"),
      tag: "deprecated",
      message: `${resource.kind} of "${resource.apiVersion}" is deprecated since Kubernetes 1.${old.deprecated}${until}${next === undefined ? "." : `, in favour of ${next}.`}`,
      fixes:
        renewal === undefined
          ? []
          : [
              {
                title: `Renew it to ${renewal.apiVersion}`,
                safety: renewal.isSame ? "safe" : "review",
                changes: renewal.changes,
              },
            ],
    };
  },

  examples: [
    {
      title: "The newer name is served already",
      kubernetes: 24,
      bad: `
apiVersion: policy/v1beta1
            ^^^^^^^^^^^^^^ PodDisruptionBudget of "policy/v1beta1" is deprecated since Kubernetes 1.21 and gone from 1.25 on, in favour of "policy/v1".
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
`,
      fixed: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
`,
    },
    {
      title: "An empty selector means every pod in the newer version, so it is left to its author",
      kubernetes: 24,
      bad: `
apiVersion: policy/v1beta1
            ^^^^^^^^^^^^^^ PodDisruptionBudget of "policy/v1beta1" is deprecated since Kubernetes 1.21 and gone from 1.25 on, in favour of "policy/v1".
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector: {}
`,
    },
    {
      title: "What the cluster serves and keeps is fine",
      good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
`,
    },
  ],
});
