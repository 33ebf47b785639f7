import { image } from "../model/images.ts";
import { containers } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "open-argo-server",
  severity: "error",
  summary: "The server of Argo Workflows must ask its users to log in.",
  presets: ["recommended"],
  fixable: "review",
  why: `With \`--auth-mode=server\` there is no login: whoever reaches port 2746 acts with the server's own account.
He submits a workflow, which is any container with any command, and reads the logs and artifacts of all others; strangers have dug for coins in clusters in just this way.`,
  mend: `Write \`--auth-mode=client\`, by which users bring the token of an account, or \`--auth-mode=sso\`.
Whoever has used the server without a login must be given an account and a role first.`,
  leave: "Leave it on a cluster of your own machine, as in Argo's quick start.",

  on: containers,
  *check(container) {
    const named = image(container.at("image").string ?? "");
    if (named === undefined || !/(?:^|\/)(?:argocli|argo-server)$/.test(named.repository)) return;
    const words = [...container.at("command").children, ...container.at("args").children];
    for (const [index, word] of words.entries()) {
      const isMode = words[index - 1]?.string === "--auth-mode";
      if (word.string !== "--auth-mode=server" && !(isMode && word.string === "server")) continue;
      yield {
        at: word,
        message: "Whoever reaches this server runs workflows with its account.",
        fixes: [
          {
            title: "Ask for a login",
            safety: "review",
            changes: () => [{ at: word, value: isMode ? "client" : "--auth-mode=client" }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "Who reaches the server may run anything",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argo-server
  namespace: argo
spec:
  selector:
    matchLabels:
      app: argo-server
  template:
    metadata:
      labels:
        app: argo-server
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.6.4
          args:
            - server
            - --auth-mode=server
              ^^^^^^^^^^^^^^^^^^ Whoever reaches this server runs workflows with its account.
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argo-server
  namespace: argo
spec:
  selector:
    matchLabels:
      app: argo-server
  template:
    metadata:
      labels:
        app: argo-server
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.6.4
          args:
            - server
            - --auth-mode=client
`,
    },
    {
      title: "Without a mode, the server asks for a token",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argo-server
  namespace: argo
spec:
  selector:
    matchLabels:
      app: argo-server
  template:
    metadata:
      labels:
        app: argo-server
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.6.4
          args: [server, --auth-mode, sso]
`,
    },
  ],
});
