import { destinationTls } from "../model/traffic-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unverified-destination",
  severity: "warning",
  summary: "A DestinationRule should not let callers skip the check of the server's certificate.",
  presets: ["recommended"],
  fixable: "review",
  why: `With \`insecureSkipVerify\` callers take any certificate, also one that an attacker has made for himself.
Whoever can answer in the server's place, by DNS, by a route, or by a Service of its name, reads and changes everything, and the connection looks encrypted.`,
  mend: `Remove it, and name in \`credentialName\` or \`caCertificates\` the authority that has signed the server's certificate, if it is none that the system knows; name in \`subjectAltNames\` whom the certificate must be for, if it is not the host.
A certificate that does not fit is refused then (503, \`CERTIFICATE_VERIFY_FAILED\`).`,
  leave: "There is hardly a reason to leave it: a self-signed certificate can be named as its own authority.",

  on: destinationTls,
  *check({ host, tls }) {
    const skip = tls.at("insecureSkipVerify");
    if (skip.value !== true) return;

    yield {
      at: skip,
      message: `Callers of "${host.shown}" take any certificate.`,
      fixes: [{ title: "Check the certificate", safety: "review", changes: () => [{ at: skip, remove: true }] }],
    };
  },

  examples: [
    {
      title: "TLS without a check keeps nobody out",
      bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: billing
spec:
  host: billing.example.com
  trafficPolicy:
    tls:
      mode: SIMPLE
      insecureSkipVerify: true
                          ^^^^ Callers of "billing.example.com" take any certificate.
`,
      fixed: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: billing
spec:
  host: billing.example.com
  trafficPolicy:
    tls:
      mode: SIMPLE
`,
    },
    {
      title: "An authority of one's own is named",
      good: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: billing
spec:
  host: billing.example.com
  trafficPolicy:
    tls:
      mode: SIMPLE
      insecureSkipVerify: false
      credentialName: billing-ca
`,
    },
  ],
});
