import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** The setting in a configuration that stands in a text of its own. */
const SETTING = /^ *metricsBindAddress: *["']?([^"'\s#]*)/m;

const isEverywhere = (address: string): boolean => /^(?:0\.0\.0\.0|\[?::\]?)(?::\d+)?$/.test(address);

export default rule({
  id: "public-kube-proxy-metrics",
  severity: "warning",
  summary: "The metrics of kube-proxy should be for its own node.",
  presets: ["strict"],
  fixable: "review",
  why: `Whoever asks kube-proxy for its metrics gets them without a password, on every address of every node if it is told to.
Its port 10249 has \`/debug/pprof\` and \`/configz\` where profiling is on: whoever reaches a node learns of the cluster's Services and can keep its kube-proxy busy.`,
  mend: `Remove \`metricsBindAddress\`: the default is \`127.0.0.1:10249\`.
A Prometheus that scrapes the nodes' addresses gets no answer then: let it go through an authenticating proxy on the node (kube-rbac-proxy).`,
  leave: "Leave it where a firewall lets only the monitoring reach the port, as kube-prometheus asks for.",

  on: kind("kubeproxy.config.k8s.io/KubeProxyConfiguration", "ConfigMap"),
  *check(resource) {
    const message = "The metrics of kube-proxy are open on every address of its node.";
    if (resource.kind === "KubeProxyConfiguration") {
      const address = resource.at("metricsBindAddress");
      if (!isEverywhere(address.string ?? "")) return;
      yield {
        at: address,
        message,
        fixes: [{ title: "Keep to the node", safety: "review", changes: () => [{ at: address, remove: true }] }],
      };
      return;
    }
    for (const entry of resource.at("data").children) {
      const text = entry.string ?? "";
      if (!text.includes("KubeProxyConfiguration")) continue;
      if (isEverywhere(SETTING.exec(text)?.[1] ?? "")) yield { at: entry.named, message };
    }
  },

  examples: [
    {
      title: "Every address of the node is for everyone who reaches it",
      bad: `
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
metricsBindAddress: 0.0.0.0:10249
                    ^^^^^^^^^^^^^ The metrics of kube-proxy are open on every address of its node.
`,
      fixed: `
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
`,
    },
    {
      title: "In a cluster the configuration stands in a ConfigMap",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: kube-proxy
  namespace: kube-system
data:
  config.conf: |
  ^^^^^^^^^^^ The metrics of kube-proxy are open on every address of its node.
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    metricsBindAddress: "0.0.0.0"
    mode: ""
`,
    },
    {
      title: "The default is the node itself",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: kube-proxy
  namespace: kube-system
data:
  config.conf: |
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    metricsBindAddress: ""
  notes: |
    metricsBindAddress: 0.0.0.0
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
metricsBindAddress: 127.0.0.1:10249
`,
    },
  ],
});
