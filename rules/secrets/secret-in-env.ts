import { Proposal } from "../model/change.ts";
import { isSecret } from "../model/credentials.ts";
import { variables } from "../model/environment.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "secret-in-env",
  severity: "warning",
  summary: "A secret should not stand in a manifest in plain text.",
  presets: ["recommended"],
  fixable: "choice",
  why: `What stands in a manifest is read by everyone who may read the repository, its history, the build logs, or the workload in the cluster: \`kubectl describe pod\` prints it, and far more people may do that than read Secrets.
Whoever finds it logs in with it, and nobody notices.`,
  mend: `Change the secret first: this one is known to all who have seen the file, and its history keeps it.
Then keep the new one in a Secret, which a tool fills from where your secrets live (External Secrets, Sealed Secrets, SOPS, a CSI driver), and take the variable from there with \`secretKeyRef\`.
Until the Secret exists under that name and key, the container does not start: \`CreateContainerConfigError\`.`,
  leave:
    "Leave it for a value that is no secret in spite of its name, or that only ever opens a database on your own machine.",

  on: variables,
  *check({ container, place, name }) {
    const value = place.at("value");
    const text = value.string;
    if (text === undefined || !isSecret(name, text)) return;

    yield {
      at: value,
      message: `Variable "${name}" of ${mentionOf(container)} holds a secret in plain text.`,
      fixes: [
        {
          title: "Take it from a Secret",
          safety: "choice",
          changes: () => [
            { at: value, remove: true },
            {
              at: place.at("valueFrom"),
              value: { secretKeyRef: { name: new Proposal(container.name || "credentials"), key: new Proposal(name) } },
            },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "A password in a manifest is known to all who read it",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: db
      image: postgres:17.2
      env:
        - name: POSTGRES_PASSWORD
          value: hunter2-but-longer
                 ^^^^^^^^^^^^^^^^^^ Variable "POSTGRES_PASSWORD" of container "db" holds a secret in plain text.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: db
      image: postgres:17.2
      env:
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef:
              name: db
              key: POSTGRES_PASSWORD
`,
    },
    {
      title: "An address may hold a password, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - { name: DATABASE, value: "postgres://shop:hunter2@db:5432/shop" }
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Variable "DATABASE" of container "web" holds a secret in plain text.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - { name: DATABASE, valueFrom: { secretKeyRef: { name: web, key: DATABASE } } }
`,
    },
    {
      title: "What only speaks of a secret is none",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db
        - name: TOKEN_TTL
          value: 15m
        - name: TLS_SECRET
          value: web-tls
        - name: API_TOKEN
          value: $(TOKEN_OF_THE_NODE)
        - name: DB_PASSWORD
          value: change-me
        - name: DATABASE_URL
          value: postgres://db:5432/shop
`,
    },
  ],
});
