import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unverified-api-service",
  severity: "warning",
  summary: "The API server and its clients must check whom they talk to.",
  presets: ["strict"],
  fixable: "review",
  why: `With \`insecureSkipTLSVerify\` the API server hands requests for an extension, with the names of the users who make them, to whoever answers at its Service: a pod that takes its place reads them and answers what it likes, to autoscalers as well as to people.
With \`insecure-skip-tls-verify\` in a kubeconfig, whoever gets between \`kubectl\` and the API server gets the user's token.`,
  mend: `Name the authority that signed the certificate: \`caBundle\` in an APIService (cert-manager's CA injector fills it in), \`certificate-authority-data\` in a kubeconfig.
With a certificate that was signed by nobody known, requests then fail with \`x509: certificate signed by unknown authority\`.`,
  leave: "Leave it for a metrics server on a cluster of your own machine.",

  on: kind("apiregistration.k8s.io/APIService", "Config"),
  *check(resource) {
    if (resource.kind === "APIService") {
      const skip = resource.at("spec", "insecureSkipTLSVerify");
      if (skip.value !== true) return;
      yield { at: skip, message: `The API server trusts whoever answers for APIService "${resource.name}".` };
      return;
    }
    for (const cluster of resource.at("clusters").children) {
      const skip = cluster.at("cluster", "insecure-skip-tls-verify");
      if (skip.value !== true) continue;
      yield {
        at: skip,
        message: `Clients trust whoever answers for the cluster "${cluster.at("name").shown}".`,
        fixes: [
          { title: "Remove insecure-skip-tls-verify", safety: "review", changes: () => [{ at: skip, remove: true }] },
        ],
      };
    }
  },

  examples: [
    {
      title: "Clients send their token to whoever answers",
      bad: `
apiVersion: v1
kind: Config
clusters:
  - name: prod
    cluster:
      server: https://k8s.example.com
      insecure-skip-tls-verify: true
                                ^^^^ Clients trust whoever answers for the cluster "prod".
contexts: []
users: []
`,
      fixed: `
apiVersion: v1
kind: Config
clusters:
  - name: prod
    cluster:
      server: https://k8s.example.com
contexts: []
users: []
`,
    },
    {
      title: "The API server hands requests to whoever answers",
      bad: `
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata:
  name: v1beta1.metrics.k8s.io
spec:
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  insecureSkipTLSVerify: true
                         ^^^^ The API server trusts whoever answers for APIService "v1beta1.metrics.k8s.io".
  service:
    name: metrics-server
    namespace: kube-system
`,
    },
    {
      title: "An authority is named",
      good: `
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata:
  name: v1beta1.metrics.k8s.io
spec:
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  caBundle: LS0tLS1CRUdJTg==
  service:
    name: metrics-server
    namespace: kube-system
`,
    },
  ],
});
