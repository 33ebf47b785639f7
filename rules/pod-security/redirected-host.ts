import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** Whom programs trust by name: registries, package servers, clouds, and the cluster itself. */
const TRUSTED: readonly string[] = [
  "alpinelinux.org",
  "amazonaws.com",
  "azure.com",
  "debian.org",
  "docker.com",
  "docker.io",
  "gcr.io",
  "ghcr.io",
  "github.com",
  "githubusercontent.com",
  "gitlab.com",
  "golang.org",
  "google.com",
  "googleapis.com",
  "k8s.io",
  "letsencrypt.org",
  "maven.org",
  "metadata.google.internal",
  "microsoft.com",
  "microsoftonline.com",
  "npmjs.org",
  "pkg.dev",
  "pypi.org",
  "pythonhosted.org",
  "quay.io",
  "rubygems.org",
  "ubuntu.com",
  "windows.net",
];

const CLUSTER = /^kubernetes(?:\.default(?:\.svc(?:\.cluster\.local)?)?)?$/;

/** Where nobody answers: a name that leads there is blocked, and not redirected. */
const NOWHERE = /^(?:127\.|0\.0\.0\.0$|::1?$)/;

export default rule({
  id: "redirected-host",
  severity: "warning",
  summary: "A pod must not resolve a well-known host to an address of its own choice.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`hostAliases\` writes into the pod's \`/etc/hosts\`, which comes before DNS and which no DNS policy sees.
Whoever puts a registry, a package server, a cloud's API or the cluster's own there has the pod's programs fetch code from another machine, or hand it their credentials where certificates are not checked.
An address that was right once also stays when the service moves, and then nobody finds out why.`,
  mend: `Remove the name, and let DNS answer: for a private endpoint of a cloud, a private zone does so for all pods.
What stops working is a pod that reached the host only by that address: its connections time out or go to the public one.`,
  leave:
    "Leave it where no private DNS zone can be had, and say so; names of your own hosts are not reported at all, as some other tools do.",

  on: pods,
  *check(pod) {
    for (const alias of pod.spec.at("hostAliases").children) {
      const ip = alias.at("ip");
      const hostnames = alias.at("hostnames").children;
      for (const at of hostnames) {
        const host = at.string?.toLowerCase();
        if (host === undefined || !isTrusted(host) || NOWHERE.test(ip.string ?? "")) continue;
        yield {
          at,
          message: `${titleOf(pod)} resolves "${at.string}" to "${ip.shown}", whatever DNS says.`,
          fixes: [
            {
              title: `Leave "${at.string}" to DNS`,
              safety: "review",
              changes: () => [{ at: hostnames.length === 1 ? alias : at, remove: true }],
            },
          ],
        };
      }
    }
  },

  examples: [
    {
      title: "A registry is looked for elsewhere",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  hostAliases:
    - ip: 203.0.113.7
      hostnames: [registry.npmjs.org, mirror.example.com]
                  ^^^^^^^^^^^^^^^^^^ Pod "build" resolves "registry.npmjs.org" to "203.0.113.7", whatever DNS says.
    - ip: 10.0.0.12
      hostnames:
        - kubernetes.default.svc
          ^^^^^^^^^^^^^^^^^^^^^^ Pod "build" resolves "kubernetes.default.svc" to "10.0.0.12", whatever DNS says.
  containers:
    - name: build
      image: node:22.12
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  hostAliases:
    - ip: 203.0.113.7
      hostnames: [mirror.example.com]
  containers:
    - name: build
      image: node:22.12
`,
    },
    {
      title: "A host of one's own, and one that is blocked",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  hostAliases:
    - ip: 10.0.0.12
      hostnames: [db.example.com]
    - ip: 127.0.0.1
      hostnames: [telemetry.microsoft.com]
  containers:
    - name: build
      image: node:22.12
`,
    },
  ],
});

const isTrusted = (host: string): boolean =>
  CLUSTER.test(host) || TRUSTED.some((it) => host === it || host.endsWith(`.${it}`));
