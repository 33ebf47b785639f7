import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "injected-sysctl",
  severity: "error",
  summary: "The value of a kernel parameter must be a value, and no further parameters.",
  presets: ["recommended"],
  fixable: "review",
  why: `CRI-O before 1.24 handed a pod's kernel parameters to a helper as one text, joined by \`+\` and \`=\` (CVE-2022-0811, called cr8escape).
A value such as \`1+kernel.core_pattern=|/bin/sh …\` so sets a parameter of the whole node that no check of names ever saw: the kernel then runs the attacker's program as root on the node at the next crash of a process.`,
  mend: `Remove the parameter, and find out who wrote it: no parameter that a pod may set has a value with \`+\` or \`=\`.
Update CRI-O to 1.24, or to the last of 1.19 to 1.23, where it still is older.`,
  leave: "Leave it nowhere.",

  on: pods,
  *check(pod) {
    for (const sysctl of pod.spec.at("securityContext", "sysctls").children) {
      const value = sysctl.at("value");
      if (!/[+=]/.test(value.string ?? "")) continue;
      yield {
        at: value,
        message: `The value of "${sysctl.at("name").shown}" in ${titleOf(pod)} hides further kernel parameters.`,
        fixes: [{ title: "Remove the parameter", safety: "review", changes: () => [{ at: sysctl, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A harmless name with a value that goes on",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: kernel.shm_rmid_forced
        value: "1+kernel.core_pattern=|/var/lib/containers/run.sh #"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of "kernel.shm_rmid_forced" in Pod "web" hides further kernel parameters.
  containers:
    - name: web
      image: nginx:1.27
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
`,
    },
    {
      title: "Values of several numbers are values",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.ip_local_port_range
        value: "1024 65535"
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
