import { image } from "../model/images.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "retired-ingress-nginx",
  severity: "warning",
  summary: "The controller at the cluster's edge should be one that is still mended.",
  presets: ["recommended"],
  why: `Kubernetes has retired ingress-nginx: since March 2026 nobody mends what is found in it.
It stands at the edge, speaks to everyone, and may read every Secret of the cluster in the usual installation.
Before 1.11.5, and in 1.12.0, whoever reaches its admission webhook from any pod runs programs in it without a password (CVE-2025-1974).
Before 1.13.7, and in 1.14 before 1.14.3, whoever may write an Ingress does (CVE-2026-1580, CVE-2026-24512).`,
  mend: `Move to a controller that is kept up, or to the Gateway API, for which most of them are built now: the tool \`ingress2gateway\` rewrites what it can.
Annotations of \`nginx.ingress.kubernetes.io\` mean nothing to others, so each needs its counterpart.
Until then, run the last version (1.13.7, 1.14.3 or newer), let nothing but the API server reach its webhook, and let few people write an Ingress.`,
  leave:
    "Leave it where a vendor keeps the image up under the same name. The controller of F5 (`nginx/nginx-ingress`) is another program, and so are builds of others, whose names this rule does not know.",

  on: containers,
  *check(container) {
    const at = container.at("image");
    const named = at.string === undefined ? undefined : image(at.string);
    if (named === undefined || !IMAGES.has(`${named.registry}/${named.repository}`)) return;

    const hole = holeOf(named.tag);
    yield hole === undefined
      ? { at, message: `${titleOf(container)} runs ingress-nginx, which has been retired.` }
      : { at, severity: "error", message: `${titleOf(container)} runs ingress-nginx ${named.tag}, which ${hole}.` };
  },

  examples: [
    {
      title: "Old versions can be taken from any pod",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: controller
  namespace: ingress-nginx
spec:
  containers:
    - name: controller
      image: registry.k8s.io/ingress-nginx/controller:v1.9.4@sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "controller" runs ingress-nginx v1.9.4, which any pod can take (CVE-2025-1974).
`,
    },
    {
      title: "Newer ones by an Ingress, and the last ones get no mending",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: controller
  namespace: ingress-nginx
spec:
  containers:
    - name: older
      image: registry.k8s.io/ingress-nginx/controller:v1.14.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "older" runs ingress-nginx v1.14.1, which an Ingress can take (CVE-2026-24512).
    - name: last
      image: registry.k8s.io/ingress-nginx/controller:v1.14.3
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "last" runs ingress-nginx, which has been retired.
`,
    },
    {
      title: "The controller of F5 is another program",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: controller
spec:
  containers:
    - name: controller
      image: nginx/nginx-ingress:5.3.1
    - name: certgen
      image: registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.4
`,
    },
  ],
});

/** Where the project has published its controller. */
const IMAGES: ReadonlySet<string> = new Set([
  "k8s.gcr.io/ingress-nginx/controller",
  "quay.io/kubernetes-ingress-controller/nginx-ingress-controller",
  "registry.k8s.io/ingress-nginx/controller",
  "registry.k8s.io/ingress-nginx/controller-chroot",
]);

/** What is known to be open in a version: https://github.com/kubernetes/kubernetes/issues/131009 and /136678. */
function holeOf(tag: string | undefined): string | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(tag ?? "");
  if (match === null) return undefined;
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isBefore = (...version: readonly [number, number]) =>
    major < 1 || (major === 1 && (minor < version[0] || (minor === version[0] && patch < version[1])));
  if (isBefore(11, 5) || (minor === 12 && isBefore(12, 1))) return "any pod can take (CVE-2025-1974)";
  if (isBefore(13, 7) || (minor === 14 && isBefore(14, 3))) return "an Ingress can take (CVE-2026-24512)";
  return undefined;
}
