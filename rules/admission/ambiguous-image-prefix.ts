import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const prefixes = inKinds(
  new Set(["constraints.gatekeeper.sh/K8sAllowedRepos"]),
  (constraint: Resource): readonly Place[] => constraint.at("spec", "parameters", "repos").children,
);

export default rule({
  id: "ambiguous-image-prefix",
  severity: "warning",
  summary: "A repository that Gatekeeper allows should end in a slash.",
  presets: ["recommended"],
  fixable: "review",
  why: `K8sAllowedRepos compares letters: an image is allowed when its name begins with one of these.
\`registry.example.com\` so allows \`registry.example.com.attacker.net/miner\`, and \`ghcr.io/shop\` allows \`ghcr.io/shop-free/miner\`, which anyone may register.`,
  mend: `End the prefix in a slash, or write the whole image with its tag or digest.
The name of one image is refused from then on if it stood here without a tag: write \`ghcr.io/shop/web:\` for all its tags.`,
  leave: "Leave it where the constraint is replaced by K8sAllowedReposv2, which compares whole names.",

  on: prefixes,
  *check(at) {
    const prefix = at.string;
    if (prefix === undefined || prefix === "" || /[/:]$|@sha256:|:[^/]+$/.test(withoutPort(prefix))) return;

    yield {
      at,
      message: `"${prefix}" allows every image whose name begins so, whoever owns it.`,
      fixes: [{ title: "End it in a slash", safety: "review", changes: () => [{ at, value: `${prefix}/` }] }],
    };
  },

  examples: [
    {
      title: "A prefix without a slash allows its neighbours",
      bad: `
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: registries
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
  parameters:
    repos:
      - registry.example.com:5000
        ^^^^^^^^^^^^^^^^^^^^^^^^^ "registry.example.com:5000" allows every image whose name begins so, whoever owns it.
      - ghcr.io/shop # ours
        ^^^^^^^^^^^^ "ghcr.io/shop" allows every image whose name begins so, whoever owns it.
`,
      fixed: `
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: registries
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
  parameters:
    repos:
      - registry.example.com:5000/
      - ghcr.io/shop/ # ours
`,
    },
    {
      title: "A slash ends a prefix, and a tag or a digest ends a name",
      good: `
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: registries
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
  parameters:
    repos:
      - registry.example.com:5000/
      - "ghcr.io/shop/web:"
      - ghcr.io/shop/web:3.1
      - ghcr.io/shop/till@sha256:4cb2b9019f1757be8482419002cb7afe028fdba35d47958829e4cfeaf6246d80
`,
    },
  ],
});

/** A port of a registry is no tag. */
const withoutPort = (prefix: string): string => prefix.replace(/^([^/:]+\.[^/:]+|localhost):\d+/, "$1");
