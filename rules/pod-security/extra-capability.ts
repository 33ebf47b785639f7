import { capabilities, HARMLESS_CAPABILITIES } from "../model/capabilities.ts";
import { containers } from "../model/pods.ts";
import { isPrivileged, titleOf } from "../model/security-context.ts";
import { needsNoLinuxSettings } from "../model/windows.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "extra-capability",
  severity: "info",
  summary: "A container should add no capability but NET_BIND_SERVICE.",
  presets: ["pod-security-restricted"],
  fixable: "review",
  why: `Capabilities such as \`CHOWN\`, \`SETUID\` or \`MKNOD\` stay within the container, but they serve whoever takes over its process: to become another user there, to read what belongs to one, to get at what a shared volume holds.
A process that runs as its own user from the start needs none of them.`,
  mend: `Remove the capability, and let the image run as its own user with its files owned by that user.
What stops working is a process that starts as root and then changes its user or its files: it logs \`operation not permitted\` for \`chown\`, \`setuid\` or \`setgid\`.
A volume's files get their group by \`fsGroup\`.`,
  leave:
    "Leave it where the image changes its user by itself and cannot do otherwise: a few capabilities added to `drop: [ALL]` are better than all that the runtime grants.",

  on: containers,
  *check(container, { cluster }) {
    const isExact = cluster.podSecurityLevel === "restricted";
    if (isExact ? cluster.podSecurity < 22 : isPrivileged(container)) return;
    if (needsNoLinuxSettings(container.pod, cluster)) return;

    for (const { name, at } of capabilities(container, "add")) {
      const known = isExact ? name : name.toUpperCase();
      if (!HARMLESS_CAPABILITIES.has(known) || known === "NET_BIND_SERVICE") continue;
      yield {
        at,
        message: `${titleOf(container)} adds the capability "${name}".`,
        fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A process that starts as root to change its user keeps what it needs for that",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE, SETUID, SETGID]
                                  ^^^^^^ Container "web" adds the capability "SETUID".
                                          ^^^^^^ Container "web" adds the capability "SETGID".
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE]
`,
    },
    {
      title: "A port below 1024 may be wanted",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE]
`,
    },
    {
      title: "What is worse than extra is for dangerous-capability to say",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: vpn
spec:
  containers:
    - name: vpn
      image: ghcr.io/shop/vpn:1.0
      securityContext:
        capabilities:
          add: [NET_ADMIN]
`,
    },
  ],
});
