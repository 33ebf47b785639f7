import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Versions that RFC 8996 retired in 2021. */
const RETIRED: ReadonlySet<string> = new Set(["TLSv1_0", "TLSv1_1"]);

export default rule({
  id: "weak-mesh-tls",
  severity: "warning",
  summary: "A mesh should speak TLS 1.2 or later.",
  presets: ["recommended"],
  fixable: "review",
  why: `TLS 1.0 and 1.1 lean on MD5 and SHA-1 and on modes of encryption that have been broken (BEAST, Lucky Thirteen), and were retired by RFC 8996.
Between proxies of one mesh nobody needs them, and whoever sits on the network can make two that allow them use them.`,
  mend: "Write `TLSv1_2`, or `TLSv1_3` where every caller can; proxies that can do neither are refused, and Envoy has known both for years.",
  leave: "Leave it only for a client outside of the mesh that cannot be renewed, and only for as long.",

  on: kind("consul.hashicorp.com/Mesh"),
  *check(mesh) {
    for (const direction of ["incoming", "outgoing"]) {
      const version = mesh.at("spec", "tls", direction, "tlsMinVersion");
      if (!RETIRED.has(version.string ?? "")) continue;
      yield {
        at: version,
        message: `The mesh allows ${version.shown.replace("v", " ").replace("_", ".")}, which is retired.`,
        fixes: [{ title: "Ask for TLS 1.2", safety: "review", changes: () => [{ at: version, value: "TLSv1_2" }] }],
      };
    }
  },

  examples: [
    {
      title: "Versions that are retired are allowed",
      bad: `
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec:
  tls:
    incoming:
      tlsMinVersion: TLSv1_0
                     ^^^^^^^ The mesh allows TLS 1.0, which is retired.
    outgoing:
      tlsMinVersion: TLSv1_1
                     ^^^^^^^ The mesh allows TLS 1.1, which is retired.
`,
      fixed: `
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec:
  tls:
    incoming:
      tlsMinVersion: TLSv1_2
    outgoing:
      tlsMinVersion: TLSv1_2
`,
    },
    {
      title: "The default is TLS 1.2",
      good: `
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec:
  tls:
    incoming:
      tlsMinVersion: TLSv1_3
    outgoing:
      tlsMinVersion: TLS_AUTO
`,
    },
  ],
});
