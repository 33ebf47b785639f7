import { capabilities } from "../model/capabilities.ts";
import { containers } from "../model/pods.ts";
import { isPrivileged, security, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "contradicting-privileges",
  severity: "error",
  summary: "A container must not both forbid and demand more privileges.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a container that is privileged, or adds \`CAP_SYS_ADMIN\` under that name, and says \`allowPrivilegeEscalation: false\`.
In the template of a Deployment nothing of it is seen when it is applied by a client that only looks at exit codes of a later step: the rollout just never comes.`,
  mend: `Remove \`privileged: true\`, or the capability, if the container works without: see the page of \`privileged-container\` for what may stop.
If it cannot, remove \`allowPrivilegeEscalation: false\`, which would bind it to nothing anyway.`,
  leave: "Leave it nowhere: Kubernetes refuses the manifest.",

  on: containers,
  *check(container) {
    const allowed = security(container, "allowPrivilegeEscalation");
    if (allowed.value !== false) return;
    const demands = capabilities(container, "add")
      .filter(({ name }) => name === "CAP_SYS_ADMIN")
      .map(({ at }) => at);
    if (isPrivileged(container)) demands.unshift(security(container, "privileged"));
    if (demands.length === 0) return;

    yield {
      at: allowed,
      message: `${titleOf(container)} demands the privileges that it forbids itself here, which Kubernetes refuses.`,
      see: demands.map((at) => ({ at, message: "They are demanded here." })),
      fixes: [
        {
          title: "Remove what demands them",
          safety: "review",
          changes: () => demands.map((at) => ({ at, remove: true })),
        },
      ],
    };
  },

  examples: [
    {
      title: "A privileged container may gain all privileges, whatever it says",
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
        privileged: true
                    ~~~~ They are demanded here.
        allowPrivilegeEscalation: false
                                  ^^^^^ Container "web" demands the privileges that it forbids itself here, which Kubernetes refuses.
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
        allowPrivilegeEscalation: false
`,
    },
    {
      title: "A capability that allows nearly all does the same",
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
        allowPrivilegeEscalation: false
                                  ^^^^^ Container "web" demands the privileges that it forbids itself here, which Kubernetes refuses.
        capabilities:
          add: [CAP_SYS_ADMIN]
                ~~~~~~~~~~~~~ They are demanded here.
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
        allowPrivilegeEscalation: false
`,
    },
    {
      title: "Under its own name the API server lets the capability pass",
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
        allowPrivilegeEscalation: false
        capabilities:
          add: [SYS_ADMIN]
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      securityContext:
        privileged: false
        allowPrivilegeEscalation: false
`,
    },
  ],
});
