import { valueOrTitle } from "../model/lacking.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unverified-source",
  severity: "info",
  summary: "Flux can ask for a signature of what it takes from a registry.",
  presets: ["strict"],
  fixable: "choice",
  why: `Whoever may push to the repository, or has stolen the password of someone who may, decides what Flux applies to the cluster.
With \`verify\`, Flux applies only what was signed by the pipeline that you name.`,
  mend: `Sign the artifact in the pipeline with \`cosign sign\` or \`notation sign\`, and name the signer in \`verify\`.
What is not signed is no longer applied: sign first, ask then.
With keyless signatures, say who the signer is: \`matchOIDCIdentity\`; else any signature will do.`,
  leave: "Leave it where only the pipeline can push to the registry, and for a registry within the cluster.",

  on: kind("source.toolkit.fluxcd.io/OCIRepository"),
  *check(resource) {
    const verify = resource.at("spec", "verify");
    if (verify.exists || !resource.at("spec", "url").exists) return;

    yield {
      at: valueOrTitle(resource, verify),
      message: `OCIRepository "${resource.name}" takes what nobody has signed.`,
      fixes: [
        {
          title: "Ask for a signature",
          safety: "choice",
          changes: () => [{ at: verify, value: { provider: "cosign", secretRef: { name: "cosign-public-key" } } }],
        },
      ],
    };
  },

  examples: [
    {
      title: "What lies in the registry is applied, whoever has put it there",
      bad: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: shop
        ^^^^ OCIRepository "shop" takes what nobody has signed.
spec:
  interval: 5m
  url: oci://ghcr.io/shop/manifests
  ref:
    semver: 3.x
`,
      fixed: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: oci://ghcr.io/shop/manifests
  ref:
    semver: 3.x
  verify:
    provider: cosign
    secretRef:
      name: cosign-public-key
`,
    },
    {
      title: "The signer is named",
      good: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: oci://ghcr.io/shop/manifests
  ref:
    semver: 3.x
  verify:
    provider: cosign
    matchOIDCIdentity:
      - issuer: ^https://token.actions.githubusercontent.com$
        subject: ^https://github.com/shop/manifests.*$
`,
    },
  ],
});
