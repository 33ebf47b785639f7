import { type Block, block, holds } from "../model/addresses.ts";
import { ipBlocks } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

/** The ranges that installers give to pods and Services unless they are told otherwise. */
const RANGES = [
  { range: "10.244.0.0/16", whose: "pods", by: "kubeadm with Flannel, kind and minikube" },
  { range: "10.42.0.0/16", whose: "pods", by: "k3s and RKE2" },
  { range: "10.43.0.0/16", whose: "Services", by: "k3s and RKE2" },
  { range: "10.96.0.0/16", whose: "Services", by: "kubeadm, kind and minikube" },
].map((it) => ({ ...it, block: block(it.range) as Block }));

export default rule({
  id: "cluster-address-in-ip-block",
  severity: "info",
  summary: "Pods and Services should be selected by labels, not by addresses.",
  presets: ["strict"],
  why: `A pod's address belongs to another pod tomorrow, which then gets in in its place.
A Service's address is turned into a pod's before most network plugins look at it, so that a block of such addresses matches nothing; and some plugins match no pod by its address at all, which the API leaves open.`,
  mend: "Select the pods by `podSelector` and `namespaceSelector`: behind a Service, those that it selects.",
  leave: `Leave it where the range is used for something else in your network, and where your plugin is known to match what is meant.
Only the ranges are known that common installers choose: ${RANGES.map(({ range }) => range).join(", ")}.`,

  on: ipBlocks,
  *check(ipBlock) {
    const cidr = ipBlock.at("cidr");
    const asked = block(cidr.string ?? "");
    const found = asked === undefined ? undefined : RANGES.find((it) => holds(it.block, asked));
    if (found === undefined) return;
    yield { at: cidr, message: `${cidr.shown} is in the range of ${found.whose}, as ${found.by} choose it.` };
  },

  examples: [
    {
      title: "The address of the cluster's DNS is a Service's",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 10.96.0.10/32
                  ^^^^^^^^^^^^^ 10.96.0.10/32 is in the range of Services, as kubeadm, kind and minikube choose it.
        - ipBlock:
            cidr: 10.244.0.0/16
                  ^^^^^^^^^^^^^ 10.244.0.0/16 is in the range of pods, as kubeadm with Flannel, kind and minikube choose it.
      ports:
        - port: 53
          protocol: UDP
`,
    },
    {
      title: "Wider blocks, and addresses outside of the cluster, are what blocks are for",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/8
            except: [10.244.0.0/16]
        - ipBlock:
            cidr: 203.0.113.0/24
`,
    },
  ],
});
