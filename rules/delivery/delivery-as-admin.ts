import { Proposal } from "../model/change.ts";
import { valueOrTitle } from "../model/lacking.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "delivery-as-admin",
  severity: "info",
  summary: "What Flux applies can be applied with the rights of an account that may do no more than needed.",
  presets: ["strict"],
  fixable: "choice",
  why: `Without \`serviceAccountName\`, Flux applies a Kustomization or a HelmRelease with its own rights, which are those of cluster-admin.
Whoever may push to the repository, or publish the chart, may then do anything in the cluster: make a ClusterRoleBinding, read every Secret, run on every node.`,
  mend: `Make a ServiceAccount in the namespace, with a RoleBinding to what is to be applied, and name it.
What the account may not do fails from then on: \`kubectl auth can-i --as=system:serviceaccount:…\` tells beforehand.
The controllers' flag \`--default-service-account\` sets one for all.`,
  leave:
    "Leave it where one team owns the cluster and every repository that Flux follows, or where the controllers have a default account.",

  on: kind("kustomize.toolkit.fluxcd.io/Kustomization", "helm.toolkit.fluxcd.io/HelmRelease"),
  *check(resource) {
    const account = resource.at("spec", "serviceAccountName");
    // What says no interval is a patch: the API server asks for it.
    if (account.exists || resource.at("spec", "kubeConfig").exists || !resource.at("spec", "interval").exists) return;

    yield {
      at: valueOrTitle(resource, account),
      message: `${resource.kind} "${resource.name}" is applied with the rights of Flux itself.`,
      fixes: [
        {
          title: "Name an account",
          safety: "choice",
          changes: () => [{ at: account, value: new Proposal(resource.name || "deployer") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Flux itself may do anything",
      bad: `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: shop
        ^^^^ Kustomization "shop" is applied with the rights of Flux itself.
  namespace: shop
spec:
  interval: 10m
  prune: true
  path: ./deploy
  sourceRef:
    kind: GitRepository
    name: shop
`,
      fixed: `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: shop
  namespace: shop
spec:
  interval: 10m
  prune: true
  path: ./deploy
  sourceRef:
    kind: GitRepository
    name: shop
  serviceAccountName: shop
`,
    },
    {
      title: "An account has bounds",
      good: `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: shop
  namespace: shop
spec:
  interval: 10m
  prune: true
  path: ./deploy
  serviceAccountName: deployer
  sourceRef:
    kind: GitRepository
    name: shop
`,
    },
  ],
});
