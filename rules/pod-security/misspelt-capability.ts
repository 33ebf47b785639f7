import { ALL_CAPABILITIES, capabilities, HARMLESS_CAPABILITIES, plainName } from "../model/capabilities.ts";
import { containers } from "../model/pods.ts";
import { isPrivileged, titleOf } from "../model/security-context.ts";
import { isForWindows } from "../model/windows.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "misspelt-capability",
  severity: "error",
  summary: "A capability must be named as Kubernetes names it, without CAP_.",
  presets: ["recommended"],
  fixable: "review",
  why: `The runtime containerd puts \`CAP_\` before each name that it is given, so \`CAP_NET_RAW\` becomes \`CAP_CAP_NET_RAW\`, which the kernel does not have, and is left out with a line in the node's log.
A container that drops \`CAP_NET_RAW\` so keeps it, and whoever takes it over forges packets; one that adds \`CAP_CHOWN\` does not get it.
CRI-O understands both spellings, so the same manifest is safe on one cluster and not on the next.`,
  mend: `Write the name without \`CAP_\`, as in \`NET_RAW\`; capitals do not matter to runtimes, but do to Pod Security.
It takes effect by that: what is dropped from then on is missing (\`operation not permitted\`), what is added is there.`,
  leave: "Leave it on nodes with CRI-O that read the name with `CAP_`, if the manifest never goes elsewhere.",

  on: containers,
  *check(container) {
    if (isPrivileged(container) || isForWindows(container.pod)) return;
    const drops = capabilities(container, "drop");
    const dropsAll = drops.some(({ name }) => /^(?:cap_)?all$/i.test(name));
    for (const { name, at } of [...capabilities(container, "add"), ...(dropsAll ? [] : drops)]) {
      const plain = plainName(name);
      const isKnown = ALL_CAPABILITIES.has(plain);
      if (name === "" || /^(?:cap_)?all$/i.test(name) || (isKnown && !/^cap_/i.test(name))) continue;
      // What is dangerous to add is so under either name.
      const isTold = at.parent?.step === "add" && isKnown && !HARMLESS_CAPABILITIES.has(plain);
      if (isTold) continue;

      const renamed: Fix = {
        title: `Write ${plain}`,
        safety: "review",
        changes: () => [{ at, value: plain }],
      };
      yield {
        at,
        message: isKnown
          ? `${titleOf(container)} calls the capability "${plain}" by the name "${name}", which containerd does not know.`
          : `${titleOf(container)} names a capability "${name}", which does not exist.`,
        fixes: isKnown ? [renamed] : [],
      };
    }
  },

  examples: [
    {
      title: "A name with CAP_ drops nothing",
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
          drop:
            - CAP_NET_RAW # no forged packets
              ^^^^^^^^^^^ Container "web" calls the capability "NET_RAW" by the name "CAP_NET_RAW", which containerd does not know.
            - mknod
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
          drop:
            - NET_RAW # no forged packets
            - mknod
`,
    },
    {
      title: "What is added under a name that does not exist is not added",
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
          add: [CAP_NET_BIND_SERVICE, NET_BIND_SERVICES]
                ^^^^^^^^^^^^^^^^^^^^ Container "web" calls the capability "NET_BIND_SERVICE" by the name "CAP_NET_BIND_SERVICE", which containerd does not know.
                                      ^^^^^^^^^^^^^^^^^ Container "web" names a capability "NET_BIND_SERVICES", which does not exist.
          drop: [ALL]
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
          add: [NET_BIND_SERVICE, NET_BIND_SERVICES]
          drop: [ALL]
`,
    },
    {
      title: "Kubernetes' own names",
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
          add: [NET_BIND_SERVICE]
          drop: [ALL, CAP_NET_RAW]
`,
    },
  ],
});
