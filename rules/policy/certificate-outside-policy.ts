import { kind, type Resource } from "../model/resource.ts";
import { type Finding, rule } from "../rule.ts";

interface Options {
  readonly issuers?: readonly string[];
  readonly maxDays?: number;
  readonly maxDnsNames?: number;
}

/** What cert-manager asks for where no duration is written. */
const DEFAULT_HOURS = 90 * 24;

export default rule<Resource, Options>({
  id: "certificate-outside-policy",
  severity: "warning",
  summary: "A certificate should be signed by a known issuer, for few names and not for too long.",
  why: `A certificate that is signed by the wrong issuer is trusted by nobody, or by too many.
Whoever gets hold of its key can pass for every name on it until it ends: one certificate for twenty services makes each of them as weak as the weakest, and one for ten years outlives everybody who knows where its key went.`,
  mend: `Name an issuer of the list, ask for a shorter duration, or make several certificates of one.
A shorter duration means more renewals: whoever reads the Secret only once, at its start, needs a restart with each.`,
  leave: `Set the options in the settings: \`issuers\` (\`letsencrypt\`, or \`ClusterIssuer/letsencrypt\`), \`maxDays\` and \`maxDnsNames\`; nothing is said without them.
Leave it for certificate authorities (\`isCA: true\`), which are not judged by their duration.`,
  options: {
    properties: {
      issuers: {
        description: "The issuers that may sign: a name, or a kind and a name (`ClusterIssuer/letsencrypt`).",
        type: "array",
        items: { type: "string" },
      },
      maxDays: { description: "How many days a certificate may be valid at most.", type: "integer", minimum: 1 },
      maxDnsNames: { description: "How many DNS names a certificate may bear at most.", type: "integer", minimum: 1 },
    },
    required: [],
  },

  on: kind("cert-manager.io/Certificate"),
  *check(certificate, { options: { issuers, maxDays, maxDnsNames } }): Generator<Finding> {
    const spec = certificate.at("spec");
    const issuer = spec.at("issuerRef", "name");
    if (issuers !== undefined && issuer.string !== undefined) {
      const full = `${spec.at("issuerRef", "kind").value ?? "Issuer"}/${issuer.string}`;
      if (!issuers.includes(issuer.string) && !issuers.includes(full)) {
        yield { at: issuer, message: `Issuer "${issuer.string}" is none of those that may sign.` };
      }
    }

    const names = spec.at("dnsNames");
    const count = names.children.length;
    if (maxDnsNames !== undefined && count > maxDnsNames) {
      yield { at: names.named, message: `The certificate bears ${count} names, and may bear ${maxDnsNames}.` };
    }

    const duration = spec.at("duration");
    if (maxDays === undefined || spec.at("isCA").value === true) return;
    const hours = duration.exists ? hoursOf(duration.string ?? "") : DEFAULT_HOURS;
    if (hours <= maxDays * 24) return;
    yield {
      at: duration.exists ? duration : duration.underline(certificate.place.span),
      message: `The certificate is valid for ${Math.ceil(hours / 24)} days, and may be for ${maxDays}.`,
    };
  },

  examples: [
    {
      title: "Too many names, too long, and an issuer that nobody knows",
      options: { issuers: ["ClusterIssuer/letsencrypt"], maxDays: 100, maxDnsNames: 1 },
      bad: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
spec:
  secretName: web-tls
  duration: 8760h
            ^^^^^ The certificate is valid for 365 days, and may be for 100.
  dnsNames:
  ^^^^^^^^ The certificate bears 2 names, and may bear 1.
    - web.example.com
    - admin.example.com
  issuerRef:
    name: self-signed
          ^^^^^^^^^^^ Issuer "self-signed" is none of those that may sign.
`,
    },
    {
      title: "Where no duration is written, it is 90 days",
      options: { maxDays: 47 },
      bad: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
        ^^^ The certificate is valid for 90 days, and may be for 47.
spec:
  secretName: web-tls
  dnsNames: [web.example.com]
  issuerRef:
    name: letsencrypt
`,
    },
    {
      title: "Within the limits, and for an authority, nothing is said",
      options: { issuers: ["ClusterIssuer/letsencrypt", "root"], maxDays: 100, maxDnsNames: 1 },
      good: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
spec:
  secretName: web-tls
  duration: 2160h0m0s
  dnsNames: [web.example.com]
  issuerRef:
    kind: ClusterIssuer
    name: letsencrypt
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: authority
spec:
  secretName: authority
  isCA: true
  duration: 87600h
  issuerRef:
    name: root
`,
    },
    {
      title: "Without options nothing is said",
      good: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
spec:
  secretName: web-tls
  duration: 87600h
  dnsNames: [a.example.com, b.example.com, c.example.com]
  issuerRef:
    name: self-signed
`,
    },
  ],
});

/** The hours in a duration as Go writes it: `2160h`, `90m`, `1h30m`; none in any other text. */
function hoursOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)(h|m|s)/g)];
  return parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) / (unit === "h" ? 1 : unit === "m" ? 60 : 3600),
    0,
  );
}
