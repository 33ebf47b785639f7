import { textOf } from "../model/base64.ts";
import { isElsewhere, isPlaceholder, isSecret, secretLineIn } from "../model/credentials.ts";
import { kind } from "../model/resource.ts";
import { isEncrypted, type SecretEntry, secretEntries } from "../model/secrets.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "plain-secret",
  severity: "warning",
  summary: "A Secret's values should not stand in a manifest.",
  presets: ["recommended"],
  why: `Base64 hides nothing: whoever may read the file, the repository's history or a build's log has the password.
A repository is copied to more places than anyone remembers, and its history keeps what the newest version no longer shows.`,
  mend: `Change the secret first: this one is known to all who have seen the file.
Then let the cluster fetch it from where your secrets live (External Secrets, a CSI driver), or keep it encrypted in the repository (Sealed Secrets, SOPS) and remove this manifest.
Nothing changes for the pods, as long as the Secret has the same name and keys.
Only its owner can change it, so there is no fix.`,
  leave:
    "Leave it for a value that is no secret in spite of its name, or that only ever opens a database on your own machine.",

  on: kind("Secret"),
  *check(secret) {
    if (isEncrypted(secret)) return;
    const [first, ...others] = secretEntries(secret).filter(isGivenAway);
    if (first === undefined) return;
    yield {
      at: first.place.named,
      message: `Secret "${secret.name}" gives "${first.key}" to everyone who may read this file.`,
      see: others.map(({ place }) => ({ at: place.named, message: "This as well." })),
    };
  },

  examples: [
    {
      title: "Base64 is no encryption",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: db
type: Opaque
data:
  username: c2hvcA==
  password: aHVudGVyMmFiYw==
  ^^^^^^^^ Secret "db" gives "password" to everyone who may read this file.
stringData:
  api-token: f00ba4ba2quux
  ~~~~~~~~~ This as well.
`,
    },
    {
      title: "Credentials for a registry",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: registry
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '{"auths":{"registry.example.com":{"auth":"c2hvcDpodW50ZXIyYWJj"}}}'
  ^^^^^^^^^^^^^^^^^ Secret "registry" gives ".dockerconfigjson" to everyone who may read this file.
`,
    },
    {
      title: "Placeholders, what a tool fills in, and what is public",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: db
stringData:
  password: <path:secret/data/db#password>
  api-token: change-me
  url: https://db.example.com
  ca.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBszCCAVmgAwIBAgIUFz==
    -----END CERTIFICATE-----
`,
    },
    {
      title: "SOPS has encrypted it",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: ENC[AES256_GCM,data:9sK2,iv:a1b2,tag:c3d4,type:str]
sops:
  version: 3.9.2
`,
    },
  ],
});

/** Whether an entry holds a secret that can be read as it stands. */
function isGivenAway({ key, isPlain, content }: SecretEntry): boolean {
  if (content === undefined) return false;
  const text = (isPlain ? content : textOf(content))?.trim();
  if (text === undefined || text === "") return false;
  if (/^\.dockercfg$|^\.dockerconfigjson$/.test(key)) return namesRegistryPassword(text);
  return (!text.includes("\n") && isSecret(key, text)) || secretLineIn(text) !== undefined;
}

/** Whether a registry's configuration holds a password, and not the place of one. */
function namesRegistryPassword(text: string): boolean {
  return [...text.matchAll(/"(?:auth|password)"\s*:\s*"([^"]{4,4000})"/g)].some(
    ([, value = ""]) => !isPlaceholder(value) && !isElsewhere(value),
  );
}
