import { isContainer, podsAndContainers, security, titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** What the API server refuses in a pod for Windows: in its spec, in its security context, and in those of its containers. */
const LINUX_IN_SPEC = ["hostUsers", "shareProcessNamespace"] as const;
const LINUX_IN_BOTH = ["appArmorProfile", "runAsGroup", "runAsUser", "seLinuxOptions", "seccompProfile"] as const;
const LINUX_IN_POD = [
  "fsGroup",
  "fsGroupChangePolicy",
  "seLinuxChangePolicy",
  "supplementalGroups",
  "supplementalGroupsPolicy",
  "sysctls",
] as const;
const LINUX_IN_CONTAINER = [
  "allowPrivilegeEscalation",
  "capabilities",
  "privileged",
  "procMount",
  "readOnlyRootFilesystem",
] as const;

export default rule({
  id: "foreign-os-field",
  severity: "error",
  summary: "A pod must ask only for what the system knows that it is written for.",
  presets: ["recommended"],
  fixable: "review",
  why: `Where a pod says \`os.name: windows\`, the API server refuses what only Linux has (capabilities, user ids, seccomp, a read-only root file system), and where it says \`linux\`, it refuses \`windowsOptions\`.
A template that is shared between the two by copying ends so most often.`,
  mend: `Remove the field: it has no meaning on that system.
On Windows, \`windowsOptions.runAsUserName: ContainerUser\` and \`runAsNonRoot: true\` keep a process from being administrator.`,
  leave: "Leave it nowhere: Kubernetes refuses the pod. If `os.name` is what is wrong, mend that.",

  on: podsAndContainers,
  *check(subject) {
    const pod = isContainer(subject) ? subject.pod : subject;
    const system = pod.spec.at("os", "name");
    if (system.value !== "windows" && system.value !== "linux") return;
    const ofLinux = isContainer(subject)
      ? [...LINUX_IN_BOTH, ...LINUX_IN_CONTAINER].map((it) => security(subject, it))
      : [
          ...LINUX_IN_SPEC.map((it) => pod.spec.at(it)),
          ...[...LINUX_IN_BOTH, ...LINUX_IN_POD].map((it) => security(subject, it)),
        ];
    const foreign = system.value === "windows" ? ofLinux : [security(subject, "windowsOptions")];
    const other = system.value === "windows" ? "Linux" : "Windows";
    for (const at of foreign.filter((it) => ifKnown(() => it.exists, false))) {
      yield {
        at: at.named,
        message: `${titleOf(subject)} sets "${at.step}", which only ${other} has and Kubernetes refuses for ${system.value === "windows" ? "Windows" : "Linux"}.`,
        see: [{ at: system, message: "The pod is for this system." }],
        fixes: [{ title: `Remove ${at.step}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "Windows has no capabilities and no user ids",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
          ~~~~~~~ The pod is for this system.
          ~~~~~~~ The pod is for this system.
  securityContext:
    runAsNonRoot: true
    fsGroup: 2000
    ^^^^^^^ Pod "web" sets "fsGroup", which only Linux has and Kubernetes refuses for Windows.
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1-ltsc2022
      securityContext:
        capabilities:
        ^^^^^^^^^^^^ Container "web" sets "capabilities", which only Linux has and Kubernetes refuses for Windows.
          drop: [ALL]
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1-ltsc2022
`,
    },
    {
      title: "Linux has no Windows users",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: linux
          ~~~~~ The pod is for this system.
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      securityContext:
        windowsOptions:
        ^^^^^^^^^^^^^^ Container "web" sets "windowsOptions", which only Windows has and Kubernetes refuses for Linux.
          runAsUserName: ContainerUser
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: linux
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
`,
    },
    {
      title: "Where the pod names no system, each ignores what is the other's",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  securityContext:
    runAsUser: 1000
    windowsOptions:
      runAsUserName: ContainerUser
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1-ltsc2022
`,
    },
  ],
});
