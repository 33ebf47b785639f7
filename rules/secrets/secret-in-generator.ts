import { isSecret, tokenIn } from "../model/credentials.ts";
import { kind } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "secret-in-generator",
  severity: "warning",
  summary: "A secret should not be a literal of a Kustomize generator.",
  presets: ["recommended"],
  why: `\`secretGenerator\` makes a Secret of what stands in the kustomization, and that is the password in plain text for everyone who may read the repository or its history.
\`configMapGenerator\` puts it into a ConfigMap besides, which far more people may read in the cluster.`,
  mend: `Change the secret first: this one is known to all who have seen the file, and its history keeps it.
Then let the generator read it from a file that is not committed (\`envs\`, \`files\`) or that a plugin decrypts (SOPS, KSOPS), or let the cluster fetch it (External Secrets).
Only its owner can change it, so there is no fix.`,
  leave:
    "Leave it for a value that is no secret in spite of its name, or that only ever opens a database on your own machine.",

  on: kind("kustomize.config.k8s.io/Kustomization", "kustomize.config.k8s.io/Component"),
  *check(kustomization) {
    for (const generator of ["secretGenerator", "configMapGenerator"]) {
      for (const made of kustomization.at(generator).children) {
        for (const literal of made.at("literals").children) {
          const [, name = "", value = ""] =
            /^([^=]+)=["']?(.*?)["']?$/s.exec(ifKnown(() => literal.string ?? "", "")) ?? [];
          if (!isSecret(name, value) && tokenIn(value) === undefined) continue;
          yield { at: literal, message: `"${name}" of "${made.at("name").shown}" is a secret in plain text.` };
        }
      }
    }
  },

  examples: [
    {
      title: "A password for everyone who may read the repository",
      bad: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [deployment.yaml]
secretGenerator:
  - name: db
    literals:
      - username=shop
      - password=hunter2abc
        ^^^^^^^^^^^^^^^^^^^ "password" of "db" is a secret in plain text.
configMapGenerator:
  - name: web
    literals:
      - API_TOKEN=f00ba4ba2quux
        ^^^^^^^^^^^^^^^^^^^^^^^ "API_TOKEN" of "web" is a secret in plain text.
      - LOG_LEVEL=info
`,
    },
    {
      title: "Read from a file that is not committed",
      good: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [deployment.yaml]
secretGenerator:
  - name: db
    envs: [db.env]
    literals:
      - username=shop
      - password=change-me
`,
    },
  ],
});
