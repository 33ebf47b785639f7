import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "secret-variable",
  severity: "info",
  summary: "A Secret should reach a program as a file, not as a variable of its environment.",
  presets: ["strict"],
  why: `A process hands its environment on to every program that it starts, and shows it in crash reports, in debug pages and in \`/proc/1/environ\`, which every process of the same user may read.
A variable also keeps its value until the pod is restarted, so a password that was changed lives on; a mounted Secret is renewed within a minute or two.`,
  mend: `Mount the Secret as a volume and let the program read the file; most know a variable such as \`POSTGRES_PASSWORD_FILE\` for it.
Only the program can be taught that, so there is no fix.`,
  leave:
    "Leave it for programs that take a secret from the environment only: a Secret in a variable is far better than a password in the manifest.",

  on: containers,
  *check(container) {
    for (const source of container.at("envFrom").children) {
      const secret = source.at("secretRef");
      if (!secret.exists) continue;
      const name = secret.at("name");
      yield {
        at: name.exists ? name : secret,
        message: `${titleOf(container)} has all of Secret "${name.shown}" in its environment.`,
      };
    }
    for (const variable of container.at("env").children) {
      const reference = variable.at("valueFrom", "secretKeyRef");
      if (!reference.exists) continue;
      yield {
        at: reference.named,
        message: `${titleOf(container)} has a secret in the variable "${variable.at("name").shown}" of its environment.`,
      };
    }
  },

  examples: [
    {
      title: "One key, or all of them",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      envFrom:
        - secretRef:
            name: web
                  ^^^ Container "web" has all of Secret "web" in its environment.
        - configMapRef:
            name: web
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
            ^^^^^^^^^^^^ Container "web" has a secret in the variable "DB_PASSWORD" of its environment.
              name: db
              key: password
`,
    },
    {
      title: "A file that only the program reads",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db/password
      volumeMounts:
        - name: db
          mountPath: /run/secrets/db
          readOnly: true
  volumes:
    - name: db
      secret:
        secretName: db
        defaultMode: 0400
`,
    },
  ],
});
