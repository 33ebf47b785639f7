import { type Command, commands, withoutComments } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import type { Place } from "../model/place.ts";
import { titleOf } from "../model/security-context.ts";
import { type Fix, rule } from "../rule.ts";

/** Where a script calls sudo: at the beginning of a command. */
const CALL = /(?:^|[;&|({]|\b(?:then|do|else|exec)\b)[ \t]*(sudo)[ \t]+[-\w/.$"']/m;

export default rule({
  id: "sudo-command",
  severity: "warning",
  summary: "A container must not become root by sudo.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`sudo\` in a command says that the image has it installed, and lets its user become root without a password.
Whoever takes over the process types the same, and is root in the container: that it runs as another user, and says \`runAsNonRoot\`, is then worth nothing.`,
  mend: `Do what needs root when the image is built, or in an init container that is nothing else; give the process's user what it must write (\`fsGroup\`), and the one capability that it needs.
Then take \`sudo\` out of the image, and set \`allowPrivilegeEscalation: false\`, under which it fails anyway.`,
  leave: "Leave it for a desktop or a workshop in a container, whose user is meant to be able to do all.",

  on: commands,
  *check(command) {
    const found = sudo(command);
    if (found === undefined) return;
    const fixes: readonly Fix[] = found.isWord
      ? [{ title: "Run it without sudo", safety: "review", changes: () => [{ at: found.at, remove: true }] }]
      : [];
    yield { at: found.at, message: `${titleOf(command.container)} becomes root by sudo.`, fixes };
  },

  examples: [
    {
      title: "A program is run by sudo",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [sudo, /usr/bin/web]
                ^^^^ Container "web" becomes root by sudo.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [/usr/bin/web]
`,
    },
    {
      title: "A script calls it on its way",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [bash, -c]
      args:
        - |
          # sudo is needed for this
          mkdir -p /data && sudo chown web /data
                            ^^^^^^^^^^^^^^^^^^^^ Container "web" becomes root by sudo.
          exec web
      lifecycle:
        preStop:
          exec:
            command: [sh, -c, "sudo /usr/bin/drain"]
                               ^^^^^^^^^^^^^^^^^^^ Container "web" becomes root by sudo.
`,
    },
    {
      title: "To mention it is not to call it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [bash, -c]
      args:
        - |
          apt-get remove -y sudo curl
          echo "no sudo here"
`,
    },
  ],
});

/** Where a command calls sudo, and whether that is a word of its own. */
function sudo({ words }: Command): { readonly at: Place; readonly isWord: boolean } | undefined {
  const [first] = words;
  if (first !== undefined && /^(?:\/usr\/bin\/)?sudo$/.test(first.text)) {
    return { at: first.place, isWord: !words[1]?.text.startsWith("-") };
  }
  const script = words.find(({ text }) => /\s/.test(text) && CALL.test(withoutComments(text)));
  if (script === undefined) return undefined;
  const line = withoutComments(script.text)
    .split("\n")
    .find((it) => CALL.test(it));
  return { at: passage(script.place, /\bsudo\b.*/.exec(line ?? "")?.[0] ?? ""), isWord: false };
}
