import { containers } from "../model/pods.ts";
import {
  effective,
  isPrivileged,
  mentionOf,
  security,
  takesPodContext,
  titleOf,
  valueOrName,
} from "../model/security-context.ts";
import { needsNoLinuxSettings } from "../model/windows.ts";
import { type Fix, rule } from "../rule.ts";

const DEFAULT = { type: "RuntimeDefault" };

export default rule({
  id: "missing-seccomp-profile",
  severity: "warning",
  summary: "A container must have a seccomp profile.",
  presets: ["recommended", "pod-security-restricted"],
  fixable: "review",
  why: `Where nothing is said, Kubernetes runs a container without seccomp, unless its kubelet was started with \`--seccomp-default\`.
Its process may then make every system call of the kernel, and most holes in the kernel that led out of containers were reached through calls that the runtime's own profile refuses.`,
  mend: `Set \`seccompProfile.type: RuntimeDefault\` for the whole pod.
Nearly every image runs with it, as Docker's default is the same profile; a process that needs a refused call fails with \`operation not permitted\` (\`EPERM\`), most often at the start.
For such a process name a profile of its own by \`type: Localhost\`.`,
  leave: "Leave it where every node's kubelet confines by default, and your manifests go nowhere else.",

  on: containers,
  *check(container, { cluster }) {
    const isExact = cluster.podSecurityLevel === "restricted";
    if (isExact ? cluster.podSecurity < 19 : isPrivileged(container)) return;
    if (needsNoLinuxSettings(container.pod, cluster)) return;
    if (effective(container, "seccompProfile").exists) return;

    const own = security(container, "seccompProfile");
    const shared = security(container.pod, "seccompProfile");
    const forPod: Fix = {
      title: "Set the seccomp profile of the pod to RuntimeDefault",
      safety: "review",
      changes: () => [{ at: shared, value: DEFAULT }],
    };
    const forContainer: Fix = {
      title: `Set the seccomp profile of ${mentionOf(container)} to RuntimeDefault`,
      safety: "review",
      changes: () => [{ at: own, value: DEFAULT }],
    };
    yield {
      at: valueOrName(container, own),
      message: `${titleOf(container)} has no seccomp profile.`,
      fixes: shared.writable && takesPodContext(container.pod) ? [forPod, forContainer] : [forContainer],
    };
  },

  examples: [
    {
      title: "Where nothing is said, every system call is allowed",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
                ^^^ Container "web" has no seccomp profile.
          image: nginx:1.27
        - name: metrics
                ^^^^^^^ Container "metrics" has no seccomp profile.
          image: ghcr.io/shop/metrics:1.0
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
        - name: metrics
          image: ghcr.io/shop/metrics:1.0
      securityContext:
        seccompProfile:
          type: RuntimeDefault
`,
      alsoFixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          securityContext:
            seccompProfile:
              type: RuntimeDefault
        - name: metrics
          image: ghcr.io/shop/metrics:1.0
          securityContext:
            seccompProfile:
              type: RuntimeDefault
`,
    },
    {
      title: "Knative takes it from a container only",
      bad: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - image: ghcr.io/shop/web:3.1
          ^^^^^ A container without a name has no seccomp profile.
`,
      fixed: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - image: ghcr.io/shop/web:3.1
          securityContext:
            seccompProfile:
              type: RuntimeDefault
`,
    },
    {
      title: "A pod's profile is that of each container which says nothing",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  initContainers:
    - name: wait
      image: busybox:1.36
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: profiles/web.json
`,
    },
    {
      title: "Where seccomp is switched off, unconfined-seccomp says so",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: Unconfined
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "For a privileged container a profile would change nothing",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: ghcr.io/shop/agent:2.1
      securityContext:
        privileged: true
`,
    },
  ],
});
