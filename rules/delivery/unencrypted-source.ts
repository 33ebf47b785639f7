import { sources } from "../model/sources.ts";
import { rule } from "../rule.ts";

const PLAIN = /^(?:http|git):\/\//i;
/** A host within the cluster, or the very machine. */
const NEAR =
  /^[a-z]+:\/\/(?:[^/@]*@)?(?:localhost|127\.0\.0\.1|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.svc(?:\.cluster\.local)?|[a-z0-9-]+)(?::\d+)?(?:\/|$)/i;

export default rule({
  id: "unencrypted-source",
  severity: "warning",
  summary: "What is applied to a cluster should come over a connection that nobody can change it on.",
  presets: ["recommended"],
  fixable: "review",
  why: `What Flux or Argo CD fetches, it applies, often with the rights of cluster-admin.
Whoever sits between the cluster and the repository, in a provider's network or behind a forged DNS answer, puts his own manifests in their place, and reads the password that is sent along.`,
  mend: `Write \`https://\` or \`ssh://\`, and remove \`insecure: true\`.
Where the certificate comes from an authority of your own, name it: \`certSecretRef\` in Flux, \`argocd cert add-tls\` in Argo CD.`,
  leave: `Leave \`insecure\` for a registry of your own that only the cluster can reach.
A host within the cluster (\`…svc\`, or a name without a dot) is not accused for \`http://\`.`,

  on: sources,
  *check({ resource, at, insecure }) {
    const url = at.string ?? "";
    if (PLAIN.test(url) && !NEAR.test(url)) {
      const isHttp = /^http:/i.test(url);
      yield {
        at,
        message: `${resource.kind} "${resource.name}" fetches what it applies without encryption.`,
        fixes: [
          {
            title: "Write https",
            safety: "review",
            changes: () => [{ at, value: url.replace(isHttp ? /^http:/i : /^git:/i, "https:") }],
          },
        ],
      };
    }
    if (insecure?.value === true && !NEAR.test(url.includes("://") ? url : `oci://${url}`)) {
      yield {
        at: insecure,
        message: `${resource.kind} "${resource.name}" does not ask for TLS.`,
        fixes: [{ title: "Remove insecure", safety: "review", changes: () => [{ at: insecure, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "Whoever sits in between decides what is applied",
      bad: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: Bucket
metadata:
  name: shop
spec:
  interval: 5m
  bucketName: shop
  endpoint: minio.example.com
  insecure: true # for now
            ^^^^ Bucket "shop" does not ask for TLS.
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source:
    repoURL: http://git.example.com/shop/deploy.git
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Application "shop" fetches what it applies without encryption.
    path: production
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
      fixed: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: Bucket
metadata:
  name: shop
spec:
  interval: 5m
  bucketName: shop
  endpoint: minio.example.com
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source:
    repoURL: https://git.example.com/shop/deploy.git
    path: production
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
    },
    {
      title: "A host within the cluster is near",
      good: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: museum
spec:
  url: http://chartmuseum.charts.svc.cluster.local:8080
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: ssh://git@git.example.com/shop/deploy
`,
    },
  ],
});
