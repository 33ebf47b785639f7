import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "update-on-delete",
  severity: "info",
  summary: "An update should be rolled out when it is applied.",
  fixable: "review",
  why: `With \`OnDelete\` the controller waits until someone deletes the old pods by hand.
A security fix is applied and looks done, while the old image goes on running; pods that happen to be restarted run the new one, so that nobody knows which version answers.`,
  mend: `Remove \`updateStrategy\`, and pods are replaced one at a time.
Every pod is then restarted once.`,
  leave:
    "Leave it where an operator, or a person with a runbook, replaces the pods in an order of its own, as for some databases and network agents.",

  on: kind("apps/StatefulSet", "apps/DaemonSet"),
  *check({ at, kind, name }) {
    const strategy = at("spec", "updateStrategy");
    const type = strategy.at("type");
    if (type.value !== "OnDelete") return;

    yield {
      at: type,
      message: `${kind} "${name}" is updated only when someone deletes its pods.`,
      fixes: [{ title: "Roll updates out", safety: "review", changes: () => [{ at: strategy, remove: true }] }],
    };
  },

  examples: [
    {
      title: "What is applied is not yet what runs",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    type: OnDelete
          ^^^^^^^^ DaemonSet "agent" is updated only when someone deletes its pods.
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
`,
    },
    {
      title: "Pod after pod is the default",
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
`,
    },
  ],
});
