import { bytesOf, textOf } from "../model/base64.ts";
import { kind } from "../model/resource.ts";
import { isEncrypted, secretEntries } from "../model/secrets.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "double-encoded-secret",
  severity: "warning",
  summary: "What stands below data in a Secret must be encoded once.",
  presets: ["recommended"],
  fixable: "review",
  why: `Kubernetes decodes base64 once: a value that was encoded twice reaches the program as base64.
The program then logs in with \`aHVudGVyMg==\` in place of \`hunter2\`, and is refused; some servers lock the account after a few tries.`,
  mend: `Write what the value decodes to: that is the base64 of the real value.
A program that decodes the value by itself breaks by it: it says that its input is no base64.`,
  leave: "Leave it where the program wants base64, and let the key say so (`…_BASE64`): then nothing is reported.",

  on: kind("Secret"),
  *check(secret) {
    if (isEncrypted(secret)) return;
    for (const { key, place, isPlain, content } of secretEntries(secret)) {
      if (isPlain || content === undefined || /b(?:ase)?64|encoded|auth/i.test(key) || !isEncodedText(content))
        continue;
      yield {
        at: place,
        message: `"${key}" of Secret "${secret.name}" is still base64 when it is decoded.`,
        fixes: [
          {
            title: "Decode it once",
            safety: "review",
            changes: () => [{ at: place, value: content.replace(/[\r\n]/g, "") }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A value was encoded twice",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: YUhWdWRHVnlNbUZpWXc9PQ==
            ^^^^^^^^^^^^^^^^^^^^^^^^ "password" of Secret "db" is still base64 when it is decoded.
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: aHVudGVyMmFiYw==
`,
    },
    {
      title: "Encoded once, random, or meant so",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: aHVudGVyMmFiYw==
  token: S2V5R1d4UHE5dkxzMk5kOA==
  KEYSTORE_BASE64: YUhWdWRHVnlNbUZpWXc9PQ==
`,
    },
  ],
});

/** Whether bytes are the base64 of a text that a person wrote, and not merely letters that could be. */
function isEncodedText(bytes: string): boolean {
  const inner = bytes.trim();
  if (inner.length < 8) return false;
  const decoded = bytesOf(inner);
  const text = decoded === undefined ? undefined : textOf(decoded);
  if (text === undefined || text.length < 4) return false;
  return inner.length >= 24 || inner.endsWith("=") || text.endsWith("\n");
}
