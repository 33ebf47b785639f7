import { accountTokens, isForApiServer } from "../model/account-tokens.ts";
import { Proposal } from "../model/change.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "token-without-audience",
  severity: "warning",
  summary: "A token for somebody else than the API server should say for whom.",
  presets: ["strict"],
  fixable: "choice",
  why: `A projected token without an audience is one for the API server.
Whoever it is shown to (Vault, a registry, a service of another team) can log in to the cluster with it as this pod, and so can whoever takes over that service.`,
  mend: `Set \`audience\` to the name by which the other side knows itself: \`vault\`, \`sts.amazonaws.com\`, a URL.
The other side must be told to ask for it, or refuses the token.`,
  leave:
    "Leave it for a program that does talk to the API server, and looks for its token in a place of its own; mounted where all clients look, below `/var/run/secrets/kubernetes.io/serviceaccount`, it is not reported.",

  on: accountTokens,
  *check({ place, volume }) {
    const audience = place.at("audience");
    if ((audience.string ?? "") !== "" || isForApiServer(volume)) return;

    yield {
      at: audience,
      message: `The token in volume "${volume.name}" opens the API server to whoever it is shown to.`,
      fixes: [
        {
          title: "Say for whom it is",
          safety: "choice",
          changes: () => [{ at: audience, value: new Proposal(volume.name.replace(/-?token$/, "") || "audience") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "What is shown to Vault opens the API server",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: vault-token
          mountPath: /var/run/secrets/vault
  volumes:
    - name: vault-token
      projected:
        sources:
          - serviceAccountToken:
            ^^^^^^^^^^^^^^^^^^^ The token in volume "vault-token" opens the API server to whoever it is shown to.
              path: token
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
      volumeMounts:
        - name: vault-token
          mountPath: /var/run/secrets/vault
  volumes:
    - name: vault-token
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
`,
    },
    {
      title: "Who talks to the API server looks here",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: operator
spec:
  automountServiceAccountToken: false
  containers:
    - name: operator
      image: registry.example.com/shop/operator:3.1
      volumeMounts:
        - name: api
          mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  volumes:
    - name: api
      projected:
        sources:
          - serviceAccountToken:
              path: token
`,
    },
    {
      title: "An audience is named",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: vault
          mountPath: /var/run/secrets/vault
  volumes:
    - name: vault
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
`,
    },
  ],
});
