import { textOf } from "../model/base64.ts";
import { isElsewhere, isPlaceholder } from "../model/credentials.ts";
import { kind, type Resource } from "../model/resource.ts";
import { isEncrypted, secretEntries } from "../model/secrets.ts";
import { rule } from "../rule.ts";

/** The keys that the API server wants of each type of Secret: all of them, or one. */
const WANTED: ReadonlyMap<unknown, { readonly keys: readonly string[]; readonly isOneEnough: boolean }> = new Map([
  ["kubernetes.io/tls", { keys: ["tls.crt", "tls.key"], isOneEnough: false }],
  ["kubernetes.io/basic-auth", { keys: ["username", "password"], isOneEnough: true }],
  ["kubernetes.io/ssh-auth", { keys: ["ssh-privatekey"], isOneEnough: false }],
  ["kubernetes.io/dockercfg", { keys: [".dockercfg"], isOneEnough: false }],
  ["kubernetes.io/dockerconfigjson", { keys: [".dockerconfigjson"], isOneEnough: false }],
]);

const ACCOUNT = "kubernetes.io/service-account.name";

export default rule({
  id: "incomplete-secret",
  severity: "error",
  summary: "A Secret must hold what its type asks for.",
  presets: ["recommended"],
  replaces: ["token-secret"],
  why: `The API server refuses a Secret of a built-in type that lacks that type's keys, or whose registry credentials are no JSON.
The type cannot be changed later, so a Secret that was first made as \`Opaque\` to get around it must be deleted and made anew, and its pods with it.`,
  mend: `Add the keys that the type wants: \`tls.crt\` and \`tls.key\`, \`.dockerconfigjson\`, \`ssh-privatekey\`, \`username\` or \`password\`, and for a token the annotation with its ServiceAccount.
For other keys, leave the type out.`,
  leave: "Leave it where a tool adds the keys before anything is applied.",

  on: kind("Secret"),
  *check(secret) {
    const type = secret.at("type");
    const wanted = WANTED.get(type.value);
    if (type.value === "kubernetes.io/service-account-token") {
      const account = secret.at("metadata", "annotations", ACCOUNT);
      if (!account.exists) yield { at: type, message: lacking(secret, `the annotation "${ACCOUNT}"`) };
    }
    if (wanted === undefined) return;
    const missing = wanted.keys.filter((key) => !has(secret, key));
    const isLacking = wanted.isOneEnough ? missing.length === wanted.keys.length : missing.length > 0;
    if (isLacking) {
      const names = missing.map((it) => `"${it}"`).join(wanted.isOneEnough ? " or " : " and ");
      yield { at: type, message: lacking(secret, names) };
    }
    for (const { key, place, isPlain, content } of isEncrypted(secret) ? [] : secretEntries(secret)) {
      if (content === undefined || !key.startsWith(".docker") || !wanted.keys.includes(key)) continue;
      const text = isPlain ? content : (textOf(content) ?? "");
      if (isPlaceholder(text) || isElsewhere(text) || isJson(text)) continue;
      yield { at: place, message: `"${key}" of Secret "${secret.name}" is no JSON, and Kubernetes refuses it.` };
    }
  },

  examples: [
    {
      title: "A certificate without its key",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: web
type: kubernetes.io/tls
      ^^^^^^^^^^^^^^^^^ Secret "web" lacks "tls.key", and Kubernetes refuses it.
stringData:
  tls.crt: <certificate>
`,
    },
    {
      title: "Credentials for a registry under another key, and as no JSON",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: registry
type: kubernetes.io/dockerconfigjson
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret "registry" lacks ".dockerconfigjson", and Kubernetes refuses it.
data:
  config.json: e30=
---
apiVersion: v1
kind: Secret
metadata:
  name: mirror
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: "auths: {}"
                     ^^^^^^^^^^^ ".dockerconfigjson" of Secret "mirror" is no JSON, and Kubernetes refuses it.
`,
    },
    {
      title: "A token for nobody",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: ci
type: kubernetes.io/service-account-token
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret "ci" lacks the annotation "kubernetes.io/service-account.name", and Kubernetes refuses it.
`,
    },
    {
      title: "What the types ask for",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: web
type: kubernetes.io/tls
data:
  tls.crt: ""
  tls.key: ""
---
apiVersion: v1
kind: Secret
metadata:
  name: db
type: kubernetes.io/basic-auth
stringData:
  password: <password>
---
apiVersion: v1
kind: Secret
metadata:
  name: other
type: example.com/own
`,
    },
  ],
});

/** Whether a key stands in a Secret, with or without a value. Throws `unknowable`. */
const has = (secret: Resource, key: string): boolean =>
  ["data", "stringData"].some(
    (it) => secret.at(it, key).exists || secret.at(it).children.some(({ step }) => step === key),
  );

const lacking = (secret: Resource, what: string): string =>
  `Secret "${secret.name}" lacks ${what}, and Kubernetes refuses it.`;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
