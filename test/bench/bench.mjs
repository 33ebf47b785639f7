// Measures opening, keystrokes, memory and whole scans, Plimsoll and a peer in turns, and prints one table.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { manyDocuments, oneDocument } from "./manifests.mjs";
import { measureScan } from "./scan.mjs";
import { kubernetesSchema } from "./schema.mjs";
import { Session } from "./session.mjs";

const here = import.meta.dirname;
const root = join(here, "../..");
const shared = join(root, "../shared");
const real = join(shared, "corpora/real");
const operator = join(real, "hashicorp__consul-k8s/acceptance/framework/environment/cni-kind/tigera-operator.yaml");
const edits = Number(process.env.BENCH_EDITS ?? 60);
const only = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), "plimsoll-bench-"));
writeFileSync(join(folder, "kubernetes.json"), JSON.stringify(await kubernetesSchema()));

const peer = [join(here, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"];
const servers = {
  Plimsoll: { args: [join(root, "dist/server.cjs"), "lsp", "--stdio"], settings: { plimsoll: { preset: "all" } } },
  "peer, no schema": { args: peer, settings: { yaml: peerSettings({}) } },
  "peer, schema": {
    args: peer,
    settings: { yaml: peerSettings({ [pathToFileURL(join(folder, "kubernetes.json")).href]: "*.yaml" }) },
  },
};

const cases = [
  ["1,000 lines, 24 documents", manyDocuments(1_000, 24)],
  ["10,000 lines, 240 documents", manyDocuments(10_000, 240)],
  ["10,000 lines, one document", oneDocument(10_000)],
  ...(existsSync(operator) ? [["tigera-operator.yaml, 1.2 MB", readFileSync(operator, "utf8")]] : []),
];

console.log(`\nNode ${process.version}, ${edits} keystrokes a case, all rules on.\n`);
const rows = [];
for (const [title, text] of cases) {
  if (only.length > 0 && !only.some((it) => title.includes(it))) continue;
  rows.push(...(await measureCase(title, text)));
}
print(
  [
    "case",
    "server",
    "ready ms",
    "open ms",
    "key p50 ms",
    "key p95 ms",
    "key CPU p50 ms",
    "key CPU p95 ms",
    "peak RSS MB",
    "problems",
  ],
  rows,
);

if (existsSync(real) && (only.length === 0 || only.includes("scan"))) {
  print(["scan of corpora/real", "wall s", "CPU s", "peak RSS MB", "MB/s", "ratio"], await measureScan(root, real));
}

/** Opens one text in every server, then types into each in turn; a row a server. */
async function measureCase(title, text) {
  const uri = pathToFileURL(join(folder, `${title.replace(/\W+/g, "-")}.yaml`)).href;
  const sessions = [];
  for (const [name, { args, settings }] of Object.entries(servers)) {
    sessions.push(await Session.start(name, args, settings));
  }
  for (const session of sessions) await session.open(uri, text);
  for (const edit of keystrokes(text, edits)) {
    for (const session of sessions) await session.type(uri, edit);
  }
  const results = sessions.map((it) => it.figures());
  for (const session of sessions) session.stop();
  const [ours] = results;
  const parse = await parseAlone(text);
  return [
    ...results.map((it) => [
      title,
      it.name + (it === ours ? "" : ` (${(it.cpu50 / ours.cpu50).toFixed(1)} × CPU)`),
      it.ready.toFixed(0),
      it.opened.toFixed(0),
      it.latency50.toFixed(1),
      it.latency95.toFixed(1),
      it.cpu50.toFixed(1),
      it.cpu95.toFixed(1),
      it.rss.toFixed(0),
      it.problems,
    ]),
    [title, "`yaml` alone, whole text, warm", "", "", parse.toFixed(1), "", parse.toFixed(1), "", "", ""],
  ];
}

/** How long `yaml` takes to parse a text, in milliseconds: the median of nine, after four to warm up. */
async function parseAlone(text) {
  const { parseAllDocuments } = await import("yaml");
  const times = [];
  for (let round = 0; round < 13; round++) {
    const start = performance.now();
    parseAllDocuments(text);
    times.push(performance.now() - start);
  }
  return times.slice(4).sort((a, b) => a - b)[4];
}

/** Changes of one character in values here and there, the same for everyone. */
function keystrokes(text, count) {
  const lines = text.split("\n");
  let seed = 5;
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const places = lines.flatMap((line, number) => (/^\s+[a-zA-Z]+: [a-z]{4,}$/.test(line) ? [number] : []));
  return Array.from({ length: count }, (_, index) => {
    const line = places[Math.floor(random() * places.length)];
    const character = lines[line].length - 1;
    return {
      range: { start: { line, character }, end: { line, character: character + 1 } },
      text: "abcdefgh"[index % 8],
    };
  });
}

function peerSettings(schemas) {
  return { validate: true, schemas, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } };
}

function print(head, rows) {
  console.log(`| ${head.join(" | ")} |\n|${" --- |".repeat(head.length)}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  console.log();
}
