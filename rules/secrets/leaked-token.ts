import type { Place, Step } from "../model/place.ts";
import { containers } from "../model/pods.ts";
import type { Resource } from "../model/resource.ts";
import { tokensOf } from "../model/tokens.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "leaked-token",
  severity: "warning",
  summary: "No token or private key should stand in a manifest.",
  presets: ["recommended"],
  why: `Access keys of clouds, tokens of GitHub, Slack and others and private keys have shapes that can be told from afar, and are looked for: a key of AWS that reaches a public repository is used within minutes.
It does not matter where it stands: in an annotation, among the values of a chart, in a comment.`,
  mend: `Revoke the token where it was issued, as everyone who has seen the file may have it, and its history keeps it.
Then keep the new one where your secrets live, and name that place here.
Only its owner can do that, so there is no fix.`,
  leave: "Leave it for a token that was made for an example and opens nothing.",

  on: (resource) => [resource],
  *check(resource) {
    for (const at of tokensOf(resource)) {
      if (isToldElsewhere(at.path, resource) || isIdentifier(at)) continue;
      yield { at, message: `A ${nameOf(at.document.text.slice(at.span.start, at.span.end))} stands in plain text.` };
    }
  },

  examples: [
    {
      title: "Values of a chart, an annotation and a comment",
      bad: `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
  annotations:
    example.com/deployed-by: AKIAQYLPMN5HHHFPZCO6
                             ^^^^^^^^^^^^^^^^^^^^ A token that begins with "AKIAQYLP" stands in plain text.
spec:
  interval: 10m
  values:
    # the old one was AKIAQYLPMN5HHHFPZAM2
                      ^^^^^^^^^^^^^^^^^^^^ A token that begins with "AKIAQYLP" stands in plain text.
    aws:
      account: AKIAQYLPMN5HHHFPZBN4
               ^^^^^^^^^^^^^^^^^^^^ A token that begins with "AKIAQYLP" stands in plain text.
`,
    },
    {
      title: "The id of a key where it belongs only names the key",
      good: `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: letsencrypt
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef:
      name: letsencrypt
    solvers:
      - dns01:
          route53:
            region: eu-central-1
            accessKeyID: AKIAQYLPMN5HHHFPZAM2
            secretAccessKeySecretRef:
              name: route53
              key: secret-access-key
`,
    },
    {
      title: "A token of the documentation, and what other rules tell of",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  annotations:
    example.com/format: AKIAIOSFODNN7EXAMPLE
data:
  key: AKIAQYLPMN5HHHFPZAM2
`,
    },
  ],
});

/** Whether another rule tells of secrets at a path: in variables and commands, and in what Secrets and ConfigMaps hold. */
function isToldElsewhere(path: readonly Step[], resource: Resource): boolean {
  const below = path.slice(resource.place.path.length);
  if (resource.groupKind === "Secret" || resource.groupKind === "ConfigMap") {
    return below.length > 1 && (below[0] === "data" || below[0] === "stringData");
  }
  return containers(resource).some(({ place }) => {
    const start = place.path;
    const inside = path.slice(start.length);
    if (!start.every((step, index) => path[index] === step)) return false;
    return (
      (inside[0] === "env" && inside.at(-1) === "value") ||
      ((inside[0] === "command" || inside[0] === "args") && inside.length > 1) ||
      inside.includes("exec")
    );
  });
}

/** Whether it is the id of an access key of AWS where that belongs: it only names the key, and the secret stands elsewhere. */
const isIdentifier = ({ path, document: { text }, span }: Place): boolean =>
  /access_?-?key(?:_?-?id)?$/i.test(String(path.at(-1))) && /^A[KS]IA/.test(text.slice(span.start, span.end));

/** What a secret is called in a message. */
function nameOf(token: string): string {
  if (token.startsWith("-----BEGIN")) return "private key";
  return token.length > 12 ? `token that begins with "${token.slice(0, 8)}"` : "token";
}
