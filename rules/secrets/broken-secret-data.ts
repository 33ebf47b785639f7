import { bytesOf } from "../model/base64.ts";
import { isElsewhere, isPlaceholder } from "../model/credentials.ts";
import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { isEncrypted } from "../model/secrets.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "broken-secret-data",
  severity: "error",
  summary: "What stands below data in a Secret must be base64.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a Secret with a value in \`data\` that is no base64, and a ConfigMap with one in \`binaryData\`: \`illegal base64 data\`.
A value without its padding, with a space, or written in plain by mistake is none.`,
  mend: `Write the value as it is under \`stringData\` (for a ConfigMap: \`data\`), or encode it: \`printf %s 'value' | base64 -w0\`.
Whether the text is the value itself or base64 with a mistake in it only you know: look at it first.`,
  leave: "Leave it where a tool fills in the value before anything is applied.",

  on: kind("Secret", "ConfigMap"),
  *check(resource) {
    if (isEncrypted(resource)) return;
    const [encoded, plain] = resource.kind === "Secret" ? ["data", "stringData"] : ["binaryData", "data"];
    for (const entry of resource.at(encoded ?? "").children) {
      if (ifKnown(() => isFine(entry), true)) continue;
      const other = resource.at(plain ?? "", String(entry.step));
      yield {
        at: entry,
        message: `"${entry.step}" of ${resource.kind} "${resource.name}" is no base64, and Kubernetes refuses it.`,
        fixes: ifKnown(() => moved(entry, other, plain ?? ""), []),
      };
    }
  },

  examples: [
    {
      title: "A password was written as it is",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  username: c2hvcA==
  password: hunter2-but-longer
            ^^^^^^^^^^^^^^^^^^ "password" of Secret "db" is no base64, and Kubernetes refuses it.
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  username: c2hvcA==
stringData:
  password: hunter2-but-longer
`,
    },
    {
      title: "A number is no base64, and the padding belongs to it",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  port: 5432
        ^^^^ "port" of Secret "db" is no base64, and Kubernetes refuses it.
  username: c2hvcA
            ^^^^^^ "username" of Secret "db" is no base64, and Kubernetes refuses it.
stringData:
  username: shop
`,
    },
    {
      title: "A ConfigMap has its own place for bytes",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
binaryData:
  motd: Hello, world
        ^^^^^^^^^^^^ "motd" of ConfigMap "web" is no base64, and Kubernetes refuses it.
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  motd: Hello, world
`,
    },
    {
      title: "Base64 over several lines, nothing at all, and what is to be filled in",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  username: |
    c2hvcA==
  empty: ""
  none:
  password: <base64 of the password>
  token: ref+vault://secret/db#token
  key: [YOUR_BASE64_KEY]
`,
    },
  ],
});

/** Whether Kubernetes takes an entry, or a tool is to fill it in. Throws `unknowable`. */
function isFine(entry: Place): boolean {
  if (!entry.exists) return true;
  const text = entry.string;
  if (text !== undefined && bytesOf(text) !== undefined) return true;
  // What is to be filled in, its author knows.
  return isElsewhere(entry.shown) || isPlaceholder(entry.shown) || /base64|^[A-Z]+(?:_[A-Z]+)+$/.test(entry.shown);
}

/** The move to where text may stand as it is, for a text that has no other there yet. Throws `unknowable`. */
function moved(entry: Place, other: Place, name: string): readonly Fix[] {
  const text = entry.string;
  if (text === undefined || other.exists) return [];
  return [
    {
      title: `Move it to ${name}`,
      safety: "review",
      changes: () => [
        { at: entry, remove: true },
        { at: other, value: text },
      ],
    },
  ];
}
