import { type Command, commands } from "../model/commands.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "blind-probe",
  severity: "warning",
  summary: "A probe must be able to fail.",
  presets: ["recommended"],
  why: `A probe whose command always succeeds tells Kubernetes that all is well, whatever has become of the program: a process that hangs is never restarted, and one that is not ready gets requests.
\`ps aux | grep web\` is of that kind, too: it finds the \`grep\`, and the shell that called it, whose arguments hold the very word.`,
  mend: `Ask the program itself: \`httpGet\`, \`tcpSocket\` or \`grpc\` need no shell and no tools in the image, and an \`exec\` probe may call the program's own check (\`pg_isready\`, \`redis-cli ping\`).
Let the command's exit status be that of the check: no \`|| true\` and no \`exit 0\` behind it.
A probe that can fail does so, with restarts where there were none: watch \`kubectl get events\` at first.`,
  leave:
    "Leave it where a probe must be there and the program offers nothing to ask; to write no probe says the same more plainly.",

  on: commands,
  *check(command) {
    const { call, container, words } = command;
    if (call === undefined || !call.endsWith("Probe") || !alwaysPasses(command)) return;
    const list = words[0]?.place.parent;
    if (list === undefined || words.length !== list.children.length) return;

    yield { at: list.named, message: `The ${call} of ${mentionOf(container)} succeeds whatever happens.` };
  },

  examples: [
    {
      title: "What is listed is not asked whether it works",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      livenessProbe:
        exec:
          command: [sh, -c, "ps aux | grep nginx"]
          ^^^^^^^ The livenessProbe of container "web" succeeds whatever happens.
      readinessProbe:
        exec:
          command: [ls, /]
          ^^^^^^^ The readinessProbe of container "web" succeeds whatever happens.
`,
    },
    {
      title: "A failure is turned into a success",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      livenessProbe:
        exec:
          command:
          ^^^^^^^ The livenessProbe of container "web" succeeds whatever happens.
            - /bin/sh
            - -c
            - curl -fs localhost/health || true
`,
    },
    {
      title: "Checks that can fail",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: postgres:17.2
      startupProbe:
        exec:
          command: [sh, -c, "ps aux | grep [p]ostgres"]
      livenessProbe:
        exec:
          command: [sh, -c, "pg_isready -U shop && echo ok"]
      readinessProbe:
        exec:
          command: [sh, -c, "if ! pg_isready; then exit 1; fi; exit 0"]
      lifecycle:
        preStop:
          exec:
            command: [sh, -c, "pg_ctl stop || true"]
`,
    },
  ],
});

/** Programs that succeed whatever they find. */
const PASSIVE = /^(?:\/(?:usr\/)?bin\/)?(?:true|echo|ps|jps|jcmd|date|hostname|whoami|pwd|uptime)$/;
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z)?sh$/;

function alwaysPasses({ words }: Command): boolean {
  const [program = "", flag = "", script = ""] = words.map((it) => it.text);
  if (SHELL.test(program) && /^-\w*c$/.test(flag)) return scriptPasses(script.trim());
  if (/(?:^|\/)ls$/.test(program)) return words.slice(1).every(({ text }) => text === "/" || text.startsWith("-"));
  return PASSIVE.test(program) && (words.length === 1 || !/(?:jcmd)$/.test(program));
}

/** Whether the last command of a script always succeeds, and nothing ends the script before. */
function scriptPasses(script: string): boolean {
  if (/\bexit\s+(?!0\b)|\bset\s+-\w*e|\breturn\b/.test(script)) return false;
  if (/(?:^|[;\n]|\|\|)\s*(?:true|:|exit\s+0|echo\b[^|;&<>()]*)\s*;?$/.test(script)) return true;
  const pattern = /^ps\b[^|;&]*\|\s*e?grep\s+(?:-\w+\s+)*(\S+|"[^"]*"|'[^']*')$/.exec(script)?.[1];
  return pattern !== undefined && !/[[\\]/.test(pattern) && !/-\w*v/.test(script);
}
