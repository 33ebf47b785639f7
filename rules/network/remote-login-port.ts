import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { REMOTE_LOGINS } from "../model/well-known-ports.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "remote-login-port",
  severity: "warning",
  summary: "Nobody should log in to a container but by way of the API server.",
  presets: ["recommended"],
  why: `An SSH or Telnet server in a container is a second way in, with keys and passwords of its own that no RBAC rule and no audit log of the cluster knows.
It must run as root to switch users, it lies open to every pod that may connect, and whoever guesses a password or finds a key in the image has a shell next to the workload's data.`,
  mend: `Remove the server from the image and the port from the manifest, and use \`kubectl exec\` or \`kubectl debug\`, which ask RBAC and are logged.
To remove the port alone closes nothing: \`containerPort\` is only a word about what the process does.`,
  leave: "Leave it for what speaks SSH as its trade: Git servers, SFTP servers, bastions, the workers of MPI jobs.",

  on: containers,
  *check(container) {
    for (const port of container.at("ports").children) {
      const number = port.at("containerPort");
      const name = REMOTE_LOGINS[number.number ?? 0];
      if (name === undefined || (port.at("protocol").value ?? "TCP") !== "TCP") continue;
      yield { at: number, message: `${titleOf(container)} listens on port ${number.shown}, for ${name}.` };
    }
  },

  examples: [
    {
      title: "An SSH server is a second way in",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      ports:
        - containerPort: 8080
        - name: ssh
          containerPort: 22
                         ^^ Container "web" listens on port 22, for SSH.
`,
    },
    {
      title: "Telnet and remote desktops are ways in, too, in every kind of workload",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: desk
spec:
  selector:
    matchLabels: { app: desk }
  template:
    metadata:
      labels: { app: desk }
    spec:
      containers:
        - name: desk
          image: registry.example.com/shop/desk:2.0
          ports:
            - containerPort: 23
                             ^^ Container "desk" listens on port 23, for Telnet.
            - containerPort: 3389
                             ^^^^ Container "desk" listens on port 3389, for Remote Desktop.
              protocol: TCP
`,
    },
    {
      title: "Other ports and other protocols are not for logging in",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      ports:
        - containerPort: 2222
        - containerPort: 514
          protocol: UDP
`,
    },
  ],
});
