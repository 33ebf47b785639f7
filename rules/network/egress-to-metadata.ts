import { type Block, block, holds } from "../model/addresses.ts";
import { opens, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

/** Where AWS, Azure, Google, Oracle, OpenStack and DigitalOcean answer to a machine about itself, over HTTP. */
const METADATA = "169.254.169.254/32";

export default rule({
  id: "egress-to-metadata",
  severity: "warning",
  summary: "A NetworkPolicy that allows the internet should keep its pods from the cloud's metadata service.",
  presets: ["recommended"],
  fixable: "review",
  replaces: ["egress-to-anywhere"],
  why: `\`0.0.0.0/0\` holds 169.254.169.254, where a cloud hands out the node's own credentials to whoever asks over HTTP.
One request that an attacker makes a web server send (SSRF) then fetches the role of the node: in the Capital One breach of 2019 that was enough for a hundred million records.`,
  mend: `Except \`169.254.169.254/32\` from the block.
A pod that takes its credentials from the node in this way stops getting them: give it an identity of its own (IRSA or Pod Identity on AWS, Workload Identity on Google and Azure).`,
  leave: `Leave it for pods that must ask the metadata service, and where the network plugin or the cloud keeps pods from it (GKE with Workload Identity, a hop limit of 1 on AWS).
Nothing is said of rules that do not open TCP port 80, nor of blocks that are written for the metadata service itself.`,

  on: policyRules,
  *check(it) {
    if (it.direction !== "Egress" || !opens(it, "TCP", 80)) return;

    const metadata = block(METADATA) as Block;
    for (const peer of it.peers.children) {
      const cidr = peer.at("ipBlock", "cidr");
      const allowed = block(cidr.string ?? "");
      if (allowed === undefined || allowed.length > 15 || !holds(allowed, metadata)) continue;
      const except = peer.at("ipBlock", "except");
      const exceptions = except.children.map((it) => block(it.string ?? ""));
      if (exceptions.some((it) => it !== undefined && holds(it, metadata))) continue;

      yield {
        at: cidr,
        message: "This block holds the cloud's metadata service, 169.254.169.254.",
        fixes: [
          {
            title: "Except the metadata service",
            safety: "review",
            changes: () => [
              exceptions.length === 0
                ? { at: except, value: [METADATA] }
                : { at: except.at(exceptions.length), value: METADATA },
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "All addresses are the node's credentials, too",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
                  ^^^^^^^^^ This block holds the cloud's metadata service, 169.254.169.254.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except:
              - 169.254.169.254/32
`,
    },
    {
      title: "To except private addresses does not except the link-local ones",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
                  ^^^^^^^^^ This block holds the cloud's metadata service, 169.254.169.254.
            except:
              - 10.0.0.0/8
              - 192.168.0.0/16
      ports:
        - port: 80
        - port: 443
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except:
              - 10.0.0.0/8
              - 192.168.0.0/16
              - 169.254.169.254/32
      ports:
        - port: 80
        - port: 443
`,
    },
    {
      title: "HTTPS does not reach it, and an exception around it keeps it out",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
      ports:
        - port: 443
        - port: 53
          protocol: UDP
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.0.0/16]
`,
    },
    {
      title: "Who names its address means it",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: agent
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 169.254.169.254/32
`,
    },
  ],
});
