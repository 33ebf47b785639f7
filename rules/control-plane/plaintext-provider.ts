import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

const PLAIN = `Secrets are stored as they are: the provider "identity" encrypts nothing.`;

const isForSecrets = (resource: unknown): boolean => resource === "secrets" || resource === "*." || resource === "*.*";

export default rule({
  id: "plaintext-provider",
  severity: "error",
  summary: "The first provider for Secrets must encrypt them.",
  presets: ["recommended"],
  fixable: "review",
  why: `Of the providers of a resource, the first encrypts what is written; the others only read what was written before.
\`identity\` encrypts nothing, so with it in front every Secret is stored as it is, though the file looks as if they were encrypted.
Whoever has a backup of etcd then has all of them.`,
  mend: `Put a KMS provider, \`secretbox\` or \`aescbc\` first, and \`identity\` last, to read what is not encrypted yet.
Restart all API servers, then write all Secrets again: \`kubectl get secrets -A -o json | kubectl replace -f -\`.
Where several API servers run, add the new provider behind \`identity\` on all of them first, so that each can read what another wrote.`,
  leave: `Leave it for as long as you are decrypting on purpose, or bringing a new provider to all API servers.`,

  on: kind("apiserver.config.k8s.io/EncryptionConfiguration", "EncryptionConfig", "config.openshift.io/APIServer"),
  *check(configuration) {
    if (configuration.kind === "APIServer") {
      const type = configuration.at("spec", "encryption", "type");
      if (type.string !== "identity") return;
      yield {
        at: type,
        message: PLAIN,
        fixes: [{ title: "Encrypt with AES", safety: "review", changes: () => [{ at: type, value: "aescbc" }] }],
      };
      return;
    }

    const resources = configuration.at("resources");
    const entry = resources.children.find((it) =>
      it.at("resources").children.some(({ string }) => isForSecrets(string)),
    );
    const provider = entry?.at("providers", 0);
    if (entry === undefined)
      yield { at: resources.named, message: "No provider is named for Secrets, which are stored as they are." };
    else if (provider?.children[0]?.step === "identity") yield { at: provider, message: PLAIN };
  },

  examples: [
    {
      title: "OpenShift has a field for it",
      bad: `
apiVersion: config.openshift.io/v1
kind: APIServer
metadata:
  name: cluster
spec:
  encryption:
    type: identity
          ^^^^^^^^ Secrets are stored as they are: the provider "identity" encrypts nothing.
`,
      fixed: `
apiVersion: config.openshift.io/v1
kind: APIServer
metadata:
  name: cluster
spec:
  encryption:
    type: aescbc
`,
    },
    {
      title: "The first provider counts, and this one does nothing",
      bad: `
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: ["secrets"]
    providers:
      - identity: {}
        ^^^^^^^^ Secrets are stored as they are: the provider "identity" encrypts nothing.
      - aescbc:
          keys:
            - name: key1
              secret: c2VjcmV0IGlzIHNlY3VyZSwgSSB0aGluaw==
`,
    },
    {
      title: "Nothing is said of Secrets",
      bad: `
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
^^^^^^^^^ No provider is named for Secrets, which are stored as they are.
  - resources: ["configmaps"]
    providers:
      - kms:
          apiVersion: v2
          name: vault
          endpoint: unix:///run/kms.sock
`,
    },
    {
      title: "The provider identity may come last, and a star covers Secrets, too",
      good: `
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: ["*."]
    providers:
      - secretbox:
          keys:
            - name: key1
              secret: c2VjcmV0IGlzIHNlY3VyZSwgSSB0aGluaw==
      - identity: {}
`,
    },
  ],
});
