import { podsAndContainers, security, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "windows-host-process",
  severity: "error",
  summary: "A container must not be a process of its Windows node.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A HostProcess container is no container: its process runs on the Windows node itself, with the node's network, files and devices, as a user of the node up to \`NT AUTHORITY\\SYSTEM\`.
Whoever takes it over has the node, and the credentials of every pod on it.`,
  mend: `Remove \`hostProcess: true\`, and the \`hostNetwork: true\` that such pods must have; the image must then be a Windows image with a user of its own.
What stops working is a process that installs drivers or services or changes the node: it fails with access denied.`,
  leave:
    "Leave it for what sets up Windows nodes (CNI and CSI plugins, kube-proxy, log and metrics agents), in a namespace of its own.",

  on: podsAndContainers,
  *check(subject) {
    const hostProcess = security(subject, "windowsOptions", "hostProcess");
    if (hostProcess.value !== true) return;

    yield {
      at: hostProcess,
      message: `${titleOf(subject)} runs as a process of its Windows node.`,
      fixes: [{ title: "Remove hostProcess", safety: "review", changes: () => [{ at: hostProcess, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A log agent runs on the node itself",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: logs
spec:
  selector:
    matchLabels: { app: logs }
  template:
    metadata:
      labels: { app: logs }
    spec:
      securityContext:
        windowsOptions:
          hostProcess: true
                       ^^^^ DaemonSet "logs" runs as a process of its Windows node.
          runAsUserName: NT AUTHORITY\\SYSTEM
      hostNetwork: true
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: logs
          image: ghcr.io/shop/logs:1.4
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: logs
spec:
  selector:
    matchLabels: { app: logs }
  template:
    metadata:
      labels: { app: logs }
    spec:
      securityContext:
        windowsOptions:
          runAsUserName: NT AUTHORITY\\SYSTEM
      hostNetwork: true
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: logs
          image: ghcr.io/shop/logs:1.4
`,
    },
    {
      title: "A Windows container with a user of its own stays in its bounds",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
      securityContext:
        windowsOptions:
          hostProcess: false
          runAsUserName: ContainerUser
`,
    },
  ],
});
