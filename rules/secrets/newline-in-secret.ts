import { base64Of } from "../model/base64.ts";
import { kind } from "../model/resource.ts";
import { isEncrypted, secretEntries } from "../model/secrets.ts";
import { rule } from "../rule.ts";

/** Keys whose values are handed on as they are, and are a single line. */
const SINGLE_LINE =
  /(?<!ht)pass(?:word|wd|phrase)?$|pwd$|token$|secret$|(?:api|access|secret)[_.-]?key$|user(?:name)?$|login$|(?:_|-|^)(?:ur[il]|host)$/i;

export default rule({
  id: "newline-in-secret",
  severity: "warning",
  summary: "A password must not end in a line break.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`echo hunter2 | base64\` encodes the line break as well, and so does a block text (\`|\`) in \`stringData\`.
The program then sends \`hunter2\` with a line break behind it and is refused, or puts it into an HTTP header that the other side rejects; nobody sees the difference in a log.`,
  mend: `Encode the value without it: \`printf %s hunter2 | base64\`; in \`stringData\`, write it on the key's own line.
A server that was set up from the very same Secret knows the password with its line break: change it there, too.`,
  leave: "Leave it for a program that reads a line and takes the break off.",

  on: kind("Secret"),
  *check(secret) {
    if (isEncrypted(secret)) return;
    for (const { key, place, isPlain, content } of secretEntries(secret)) {
      if (!SINGLE_LINE.test(key) || content === undefined || !/^[^\r\n]+\r?\n$/.test(content)) continue;
      const without = content.trimEnd();
      yield {
        at: place,
        message: `"${key}" of Secret "${secret.name}" ends in a line break.`,
        fixes: [
          {
            title: "Remove the line break",
            safety: "review",
            changes: () => [{ at: place, value: isPlain ? without : base64Of(without) }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "The line break of echo was encoded as well",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: aHVudGVyMmFiYwo=
            ^^^^^^^^^^^^^^^^ "password" of Secret "db" ends in a line break.
stringData:
  username: |
  ^^^^^^^^ "username" of Secret "db" ends in a line break.
    shop
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: aHVudGVyMmFiYw==
stringData:
  username: shop
`,
    },
    {
      title: "A file ends in a line break, and a password does not",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: aHVudGVyMmFiYw==
stringData:
  config.ini: |
    user=shop
  username: |-
    shop
`,
    },
  ],
});
