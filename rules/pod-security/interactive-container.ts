import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "interactive-container",
  severity: "info",
  summary: "A container that runs by itself should have neither a terminal nor an open input.",
  presets: ["strict"],
  fixable: "review",
  why: `\`tty\` and \`stdin\` are for a person who attaches to a process, and are left over from trying something out.
Whoever may attach to the pod then types into its main process, past every log of commands; and a terminal makes programs colour, wrap and hold back what they log.`,
  mend: `Remove \`tty\` and \`stdin\`; \`kubectl exec -it\` needs neither of them.
A process that runs only because its input stays open (a shell as the main program) then ends at once, and its pod is restarted over and over: give it something to do.`,
  leave:
    "Leave it for what is a terminal by its nature: a game server with a console, a shell for students. A single Pod is not reported, for it may be there to be attached to.",

  on: containers,
  *check(container) {
    if (container.pod.isBare || container.list === "ephemeralContainers") return;
    const open = ["tty", "stdin"].map((it) => container.at(it)).filter((it) => it.value === true);
    const [first] = open;
    if (first === undefined) return;
    const fields = [...open, container.at("stdinOnce")].filter((it) => it.exists);

    yield {
      at: first,
      message: `${titleOf(container)} keeps ${first.step === "tty" ? "a terminal" : "its input"} open for someone to attach.`,
      fixes: [
        {
          title: `Remove ${open.map(({ step }) => step).join(" and ")}`,
          safety: "review",
          changes: () => fields.map((at) => ({ at, remove: true })),
        },
      ],
    };
  },

  examples: [
    {
      title: "A terminal was left on",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          stdin: true
          tty: true
               ^^^^ Container "web" keeps a terminal open for someone to attach.
        - name: proxy
          image: envoyproxy/envoy:v1.31.0
          stdin: true
                 ^^^^ Container "proxy" keeps its input open for someone to attach.
          stdinOnce: true
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
        - name: proxy
          image: envoyproxy/envoy:v1.31.0
`,
    },
    {
      title: "A single Pod may be there to be attached to",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shell
spec:
  containers:
    - name: shell
      image: busybox:1.36
      stdin: true
      tty: true
`,
    },
  ],
});
