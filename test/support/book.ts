import crosswalk from "../../rules/crosswalk.json" with { type: "json" };
import { FIXES, type Names, page } from "../../rules/page.ts";
import type { Rule } from "../../rules/rule.ts";

/** What each group of rules is about; a group without its sentence fails the test that writes the book. */
const GROUPS: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  access: { title: "Access", about: "Who may do what to the API server's resources: roles and bindings of RBAC." },
  admission: { title: "Admission", about: "What a cluster, or a part of it, lets in." },
  containers: { title: "Containers", about: "What a container may do to itself." },
  "control-plane": {
    title: "Control plane",
    about: "How the API server, the scheduler, the controller manager, etcd and the kubelet are started.",
  },
  delivery: { title: "Delivery", about: "What Argo, Flux and Tekton bring into a cluster, and on whose word." },
  identity: { title: "Identity", about: "As whom a workload speaks to the API server." },
  images: { title: "Images", about: "What runs, and whether that is known." },
  ingress: {
    title: "Ingress",
    about: "How the outside gets in, by Ingress, Gateway and Route, and whether anyone listens on the way.",
  },
  manifest: { title: "Manifest", about: "Whether the text means what its author thinks it means." },
  mesh: { title: "Mesh", about: "Whether the mesh encrypts and guards what its owner thinks it does." },
  network: { title: "Network", about: "Who can reach a workload, and whom it can reach." },
  "pod-security": {
    title: "Pod security",
    about:
      "What a pod may do to the node that it runs on: the checks of the Pod Security Standards, and what belongs to them.",
  },
  policy: {
    title: "Policy",
    about: "What only an organisation can decide: these rules are silent until a project sets their options.",
  },
  reliability: { title: "Reliability", about: "Whether a workload outlives a crash, a drain and an update." },
  resources: { title: "Resources", about: "What a container needs, and what it may take from others." },
  secrets: { title: "Secrets", about: "Who comes to know what only few should." },
  storage: { title: "Storage", about: "What a pod mounts, and what becomes of the data." },
  upgrades: { title: "Upgrades", about: "What the cluster's next version, or this one, no longer serves." },
};

const NAMES: Readonly<Record<string, Names>> = crosswalk.rules;

/** The table of contents: every rule in one table. */
export function contents(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, group, severity, presets = [], fixable, summary }) =>
      `| [${id}](${group}/README.md#${id}) | ${severity} | ${presets.join(", ")} | ${fixable ?? ""} | ${summary} |`,
  );
  return `# The rules

Every rule that Plimsoll knows, with a page for each that says what an attacker or an outage does with the mistake, how to mend it, and when to leave it alone.
A rule that names no preset is asked for by \`all\`, or by its id.

| rule | severity | presets | fix | what should be |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

Severity says how grave a finding is: \`error\`, a node or the cluster can be taken, or the API server refuses the manifest; \`warning\`, a defence is missing; \`info\`, worth knowing.

The kinds of fix:

${Object.entries(FIXES)
  .map(([safety, meaning]) => `- \`${safety}\`: ${meaning.replace(/^safe: /, "")}.`)
  .join("\n")}

${WRITTEN}
`;
}

/** The pages of one group of rules. */
export function chapter(group: string, rules: readonly Rule[]): string {
  const { title, about } = GROUPS[group] ?? missing(`No sentence says what the group ${group} is about.`);
  const pages = rules.map((rule) => page(rule, NAMES[rule.id] ?? missing(`${rule.id} has no entry.`), 2));
  const list = rules.map(({ id, summary }) => `- [${id}](#${id}): ${summary}`).join("\n");
  return `# ${title}\n\n${about}\n\n${list}\n\n${pages.join("\n\n")}\n\n${WRITTEN}\n`;
}

const WRITTEN = "(Written by `npm run docs` from the rules themselves.)";

const missing = (message: string): never => {
  throw new Error(message);
};
