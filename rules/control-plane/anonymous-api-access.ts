import type { Component, Setting } from "../model/control-plane.ts";
import { component } from "../model/control-plane.ts";
import type { Place } from "../model/place.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Fix, rule } from "../rule.ts";

/** Under AlwaysAllow the API server switches anonymous requests off: pkg/kubeapiserver/options/authentication.go, `ApplyAuthorization`. */
const letsEverybodyIn = (server: Component): boolean =>
  ifKnown(() => server.setting("authorization-mode").names.includes("AlwaysAllow"), false);

/** Whether the kubelet asks an API server how it is, for which it has no credentials: kubeadm's does. */
const isProbed = ({ container }: Component): boolean =>
  container === undefined ||
  ["livenessProbe", "readinessProbe", "startupProbe"].some((it) => container.at(it, "httpGet").exists);

const refused = (anonymous: Setting): Fix => ({
  title: "Refuse requests without credentials",
  safety: "review",
  changes: () => anonymous.put("false"),
});

const limited = (conditions: Place): Fix => ({
  title: "Open the health pages only",
  safety: "review",
  changes: () => [{ at: conditions, value: [{ path: "/livez" }, { path: "/readyz" }, { path: "/healthz" }] }],
});

export default rule({
  id: "anonymous-api-access",
  severity: "info",
  summary: "The API server should know who sends a request.",
  presets: ["strict"],
  fixable: "review",
  why: `A request without a token or a certificate is not refused but goes on as \`system:anonymous\`, and authorization decides.
One binding to \`system:unauthenticated\` then opens what it grants to everyone who reaches the port, and such bindings are made by mistake: attackers scan the internet for clusters with \`cluster-admin\` bound to it.
Until then, it tells strangers the version, and so which holes to try.`,
  mend: `Set \`--anonymous-auth=false\` where nothing calls the API server without credentials.
The probes of a static pod that kubeadm writes do, and so does \`kubeadm join\`: with the flag, the kubelet would restart the API server for ever.
There, since Kubernetes 1.32, let an AuthenticationConfiguration (\`--authentication-config\`) allow it for \`/livez\`, \`/readyz\` and \`/healthz\` only.`,
  leave: `Leave it where RBAC decides and you look after the bindings of \`system:unauthenticated\`: by default they open the health and version pages only.
The mode AlwaysAllow switches anonymous requests off by itself, and \`always-allow-authorization\` speaks there.`,

  on: component("kube-apiserver"),
  *check(server) {
    const anonymous = server.setting("anonymous-auth");
    const conditions = server.owner.at("anonymous", "conditions");
    if (!anonymous.isOn || conditions.exists || letsEverybodyIn(server)) return;

    yield {
      at: anonymous.at,
      message: `${server.title} answers requests without credentials.`,
      fixes:
        anonymous.at.parent?.step === "anonymous"
          ? [limited(conditions)]
          : isProbed(server)
            ? []
            : [refused(anonymous)],
    };
  },

  examples: [
    {
      title: "Whoever sends no credentials is let in as nobody",
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
        - --authorization-mode=Node,RBAC
        - --anonymous-auth=true
          ^^^^^^^^^^^^^^^^^^^^^ The API server answers requests without credentials.
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
        - --authorization-mode=Node,RBAC
        - --anonymous-auth=false
`,
    },
    {
      title: "So it is where nothing is said, and a probe without credentials counts on it",
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
            ^^^^^^^^^^^^^^ The API server answers requests without credentials.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
      livenessProbe:
        httpGet:
          path: /livez
          port: 6443
          scheme: HTTPS
`,
    },
    {
      title: "A file can say for which paths",
      bad: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
           ^^^^ The API server answers requests without credentials.
jwt: []
`,
      fixed: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz
jwt: []
`,
    },
    {
      title: "Where the health pages alone are open, nobody learns more than that it lives",
      good: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz
`,
    },
    {
      title: "What another file says is not known here",
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
        - --authentication-config=/etc/kubernetes/authentication.yaml
        - --authorization-mode=Node,RBAC
`,
    },
  ],
});
