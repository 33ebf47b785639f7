import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** What only goes with a plugin and says nothing of policies. */
const HELPERS: ReadonlySet<string> = new Set(["bandwidth", "firewall", "portmap", "sbr", "tuning"]);

export default rule({
  id: "cni-without-policies",
  severity: "warning",
  summary: "A cluster's network plugin should enforce NetworkPolicies.",
  presets: ["recommended"],
  why: `The API server takes NetworkPolicies whatever the plugin is, and with this one nobody reads them.
Every policy in the cluster looks like a locked door and is none: whoever has taken over one pod reaches all the others.`,
  mend: `Run something that enforces policies: Flannel's own controller (\`netpol.enabled\` of its chart), kube-network-policies, Calico in policy-only mode beside Flannel (Canal), or another plugin (Calico, Cilium, Antrea, kube-router).
From then on the policies that stand in the cluster count for the first time: try them where a broken connection does no harm.`,
  leave:
    "Leave it where something else enforces policies beside the plugin, and for clusters of one tenant that have none.",

  on: kind("ConfigMap"),
  *check(map) {
    for (const entry of map.at("data").children) {
      const types = pluginsOf(String(entry.step), entry.string ?? "");
      const connecting = types.filter((it) => !HELPERS.has(it));
      // Of other plugins nobody can tell: kube-router, for one, enforces policies beside "bridge".
      if (connecting.length === 0 || connecting.some((it) => it !== "flannel")) continue;
      yield { at: entry.named, message: 'The network plugin "flannel" enforces no NetworkPolicies.' };
    }
  },

  examples: [
    {
      title: "Flannel alone connects pods and keeps none apart",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: kube-flannel-cfg
  namespace: kube-flannel
data:
  cni-conf.json: |
  ^^^^^^^^^^^^^ The network plugin "flannel" enforces no NetworkPolicies.
    {
      "name": "cbr0",
      "cniVersion": "1.0.0",
      "plugins": [
        { "type": "flannel", "delegate": { "isDefaultGateway": true } },
        { "type": "portmap", "capabilities": { "portMappings": true } }
      ]
    }
`,
    },
    {
      title: "Others enforce them, or call who does",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: canal-config
data:
  cni_network_config: |
    { "cniVersion": "0.3.1", "plugins": [{ "type": "calico" }, { "type": "portmap" }] }
  multus.conf: |
    { "cniVersion": "0.3.1", "type": "multus", "delegates": [{ "type": "flannel" }] }
  settings.json: |
    { "type": "flannel" }
  kube-router.conf: |
    { "cniVersion": "0.3.0", "type": "bridge" }
  template.conflist: |
    { "cniVersion": "0.3.1", "plugins": [{ "type": "flannel" }, __MORE__] }
`,
    },
  ],
});

/** The types of the plugins that a CNI configuration names; none, for any other text. */
function pluginsOf(name: string, text: string): readonly string[] {
  if (!/\.(?:conf|conflist|json)$/.test(name) || !text.includes('"cniVersion"')) return [];
  try {
    const { type, plugins = [{ type }] } = JSON.parse(text);
    return (plugins as readonly { readonly type?: unknown }[]).flatMap((it) =>
      typeof it.type === "string" ? [it.type] : [],
    );
  } catch {
    return [];
  }
}
