import { Proposal } from "../model/change.ts";
import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unsandboxed-agent",
  severity: "warning",
  summary: "A sandbox for an agent must run under a runtime that isolates it.",
  presets: ["recommended"],
  fixable: "choice",
  why: `A Sandbox is made to run what a language model wrote a moment ago: code that nobody has read, and that whoever feeds the model can steer.
Without \`runtimeClassName\` it is an ordinary container on the node's own kernel, and one hole in that is enough to be out.`,
  mend: `Name a RuntimeClass of your cluster that has a kernel of its own or stands before the node's: gVisor, Kata Containers, Firecracker.
The pod stays \`Pending\` or is refused until such a RuntimeClass exists and a node offers it; programs that need unusual system calls may fail under it.`,
  leave: "Leave it where the controller sets the RuntimeClass for all sandboxes.",

  on: pods,
  *check(pod) {
    if (!/^(?:extensions\.)?agents\.x-k8s\.io$/.test(pod.owner.group)) return;
    const runtime = pod.spec.at("runtimeClassName");
    if (runtime.exists && runtime.value !== "") return;

    yield {
      at: runtime.exists ? runtime : runtime.underline(pod.owner.place.span),
      message: `${titleOf(pod)} runs an agent's code on the kernel of its node.`,
      fixes: [
        {
          title: "Name a RuntimeClass",
          safety: "choice",
          changes: () => [{ at: runtime, value: new Proposal("gvisor") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "An ordinary container is no sandbox",
      bad: `
apiVersion: agents.x-k8s.io/v1alpha1
kind: Sandbox
metadata:
  name: python
        ^^^^^^ Sandbox "python" runs an agent's code on the kernel of its node.
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example.com/agents/python:1.4
`,
      fixed: `
apiVersion: agents.x-k8s.io/v1alpha1
kind: Sandbox
metadata:
  name: python
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example.com/agents/python:1.4
      runtimeClassName: gvisor
`,
    },
    {
      title: "A runtime that stands before the node's kernel",
      good: `
apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      runtimeClassName: gvisor
      containers:
        - name: python
          image: registry.example.com/agents/python:1.4
`,
    },
  ],
});
