import { component } from "../model/control-plane.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "anonymous-kubelet",
  severity: "error",
  summary: "A kubelet should know who asks.",
  presets: ["recommended"],
  fixable: "review",
  why: `Port 10250 runs commands in every container of the node, and shows their logs and secrets.
A kubelet that takes anonymous requests leaves it to authorization alone to stop a stranger; with AlwaysAllow, or one careless binding for \`system:unauthenticated\`, whoever reaches the port, from any pod, has every container of the node.
Crypto miners scan the internet for it.`,
  mend: `Set \`authentication.anonymous.enabled: false\`, or \`--anonymous-auth=false\`.
The API server shows its certificate and goes on working; old monitoring that asks without a token is refused with 401.`,
  leave: `Leave it nowhere.
A kubelet without a configuration file takes anonymous requests by default, one with a file does not.`,

  on: component("kubelet"),
  *check(kubelet) {
    const anonymous = kubelet.setting("anonymous-auth");
    if (!anonymous.isOn) return;

    const isGuarded = ifKnown(() => kubelet.setting("authorization-mode").text === "Webhook", false);
    yield {
      at: anonymous.at,
      ...(isGuarded && { severity: "warning" }),
      message: `${kubelet.title} answers requests without credentials.`,
      fixes: [
        { title: "Refuse requests without credentials", safety: "review", changes: () => anonymous.put("false") },
      ],
    };
  },

  examples: [
    {
      title: "Whoever reaches the port may ask",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: true
             ^^^^ The kubelet answers requests without credentials.
authorization:
  mode: AlwaysAllow
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
authorization:
  mode: AlwaysAllow
`,
    },
    {
      title: "Without a file the default is bad",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
            ^^^^^^^ The kubelet answers requests without credentials.
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
        - --authorization-mode=Webhook
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
        - --authorization-mode=Webhook
        - --anonymous-auth=false
`,
    },
    {
      title: "A flag counts more than the file",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --anonymous-auth
          ^^^^^^^^^^^^^^^^ The kubelet answers requests without credentials.
        - --config=/var/lib/kubelet/config.yaml
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --anonymous-auth=false
        - --config=/var/lib/kubelet/config.yaml
`,
    },
    {
      title: "With a file the default is good",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authorization:
  mode: Webhook
---
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --config=/var/lib/kubelet/config.yaml
`,
    },
  ],
});
