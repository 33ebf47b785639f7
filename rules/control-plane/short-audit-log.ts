import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** The least of each limit that the CIS Kubernetes Benchmark asks for. */
const LEAST = [
  { flag: "audit-log-maxage", least: 30, kept: (days: number) => `its audit log for ${days} days` },
  { flag: "audit-log-maxbackup", least: 10, kept: (files: number) => `${files} old files of its audit log` },
  { flag: "audit-log-maxsize", least: 100, kept: (size: number) => `${size} MB in each file of its audit log` },
] as const;

export default rule({
  id: "short-audit-log",
  severity: "info",
  summary: "An audit log should reach back a month.",
  presets: ["strict"],
  fixable: "review",
  why: `Most break-ins are noticed weeks later.
A log that is thrown away after a few days, or after a few files that one busy hour fills, no longer holds the day on which it began; an intruder can even flush it by sending requests.`,
  mend: `Keep 30 days (\`--audit-log-maxage\`), 10 old files (\`--audit-log-maxbackup\`) of 100 MB each (\`--audit-log-maxsize\`) at the least.
The node needs room for it: about the number of files times their size.`,
  leave: `Leave it where the log is shipped elsewhere as it is written, and the files are only a buffer.
A flag that is not written, or is 0, sets no limit: other tools report that as too little, and \`endless-audit-log\` as too much.`,

  on: component("kube-apiserver"),
  *check(server) {
    for (const { flag, least, kept } of LEAST) {
      const limit = server.setting(flag);
      if (!limit.isWritten || !(limit.number > 0 && limit.number < least)) continue;

      yield {
        at: limit.at,
        message: `${server.title} keeps ${kept(limit.number)}.`,
        fixes: [{ title: `Raise it to ${least}`, safety: "review", changes: () => limit.put(String(least)) }],
      };
    }
  },

  examples: [
    {
      title: "A week is soon over",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --audit-policy-file=/etc/kubernetes/audit.yaml
        - --audit-log-path=/var/log/audit.log
        - --audit-log-maxage=7
          ^^^^^^^^^^^^^^^^^^^^ The API server keeps its audit log for 7 days.
        - --audit-log-maxbackup=2
          ^^^^^^^^^^^^^^^^^^^^^^^ The API server keeps 2 old files of its audit log.
        - --audit-log-maxsize=10
          ^^^^^^^^^^^^^^^^^^^^^^ The API server keeps 10 MB in each file of its audit log.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --audit-policy-file=/etc/kubernetes/audit.yaml
        - --audit-log-path=/var/log/audit.log
        - --audit-log-maxage=30
        - --audit-log-maxbackup=10
        - --audit-log-maxsize=100
`,
    },
    {
      title: "No limit keeps everything",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --audit-policy-file=/etc/kubernetes/audit.yaml
        - --audit-log-path=/var/log/audit.log
        - --audit-log-maxage=30
        - --audit-log-maxbackup=0
        - --audit-log-maxsize=100
`,
    },
  ],
});
