import { standTogether } from "../model/branches.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Where the entries of each kind stand. */
const FIELDS = ["data", "binaryData", "stringData"] as const;

export default rule({
  id: "invalid-data-key",
  severity: "error",
  summary: "The keys of a ConfigMap or Secret must be names of files.",
  presets: ["recommended"],
  why: "Keys become names of files where the ConfigMap or Secret is mounted, and so the API server refuses one with a slash, a blank or a colon in it, and one that is in both `data` and `binaryData`.",
  mend: "A key has letters, digits, `-`, `_` and `.`, and is neither `.` nor begins with `..`.\nTo have a file in a folder, say so where it is mounted: `items` has a `path` for each key.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: kind("ConfigMap", "Secret"),
  *check(resource) {
    for (const field of FIELDS) {
      for (const entry of resource.at(field).children) {
        const key = String(entry.step);
        if (!KEY.test(key) || key === "." || key.startsWith("..")) {
          yield {
            at: entry.named,
            message: `The key "${key}" of ${resource.kind} "${resource.name}" cannot be a file's name.`,
          };
          continue;
        }
        const twin = field === "binaryData" ? resource.at("data").children.find((it) => it.step === key) : undefined;
        if (twin === undefined || !standTogether(twin, entry)) continue;
        yield { at: entry.named, message: `The key "${key}" of ${resource.kind} "${resource.name}" is in data, too.` };
      }
    }
  },

  examples: [
    {
      title: "A key is no path",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  conf.d/default.conf: |
  ^^^^^^^^^^^^^^^^^^^ The key "conf.d/default.conf" of ConfigMap "web" cannot be a file's name.
    server {}
  logo.png: none
binaryData:
  logo.png: iVBORw0KGgo=
  ^^^^^^^^ The key "logo.png" of ConfigMap "web" is in data, too.
`,
    },
    {
      title: "Files with dots, and folders where they are mounted",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: web
stringData:
  .htpasswd: shop:$apr1$x
  tls.crt: none
data:
  tls.crt: bm9uZQ==
`,
    },
  ],
});
