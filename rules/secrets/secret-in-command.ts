import { Proposal } from "../model/change.ts";
import { commands, type Word } from "../model/commands.ts";
import { isSecret, tokenIn } from "../model/credentials.ts";
import { passage } from "../model/passage.ts";
import type { Container } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "secret-in-command",
  severity: "warning",
  summary: "A secret should not stand in a command or its arguments.",
  presets: ["recommended"],
  fixable: "choice",
  why: `What stands in a command is read by everyone who may read the repository or the workload, and on the node by every process that may list others: \`ps\` shows arguments, and so do crash reports and audit logs.
Whoever finds it logs in with it, and nobody notices.`,
  mend: `Change the secret first: this one is known to all who have seen the file, and its history keeps it.
Then keep the new one in a Secret, and let the program read it from a file or a variable; many take an option such as \`--password-file\`.
\`$(NAME)\` in an argument stands for the container's variable of that name, but puts the value into the arguments again.
Until the Secret exists, the container does not start: \`CreateContainerConfigError\`.`,
  leave:
    "Leave it for a value that is no secret in spite of its name, or that only ever opens a database on your own machine.",

  on: commands,
  *check({ container, call, words }) {
    for (const [index, word] of words.entries()) {
      const part = secretPart(word.text, words[index - 1]?.text);
      if (part === undefined) continue;
      yield {
        at: passage(word.place, part),
        message: `A secret stands in plain text in ${call === undefined ? "the command" : `the ${call}`} of ${mentionOf(container)}.`,
        fixes: call === undefined ? fromSecret(container, word) : [],
      };
    }
  },

  examples: [
    {
      title: "An argument is known to all who list processes",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      args:
        - --verbose
        - --db-password=hunter2abc
          ^^^^^^^^^^^^^^^^^^^^^^^^ A secret stands in plain text in the command of container "web".
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
      args:
        - --verbose
        - --db-password=$(DB_PASSWORD)
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: web
              key: db-password
`,
    },
    {
      title: "In the word behind an option, in a script, in an address",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      args: [--token, f00ba4ba2quux]
                      ^^^^^^^^^^^^^ A secret stands in plain text in the command of container "web".
      livenessProbe:
        exec:
          command: [sh, -c, "redis-cli --pass hunter2abc ping"]
                                       ^^^^^^^^^^^^^^^^^ A secret stands in plain text in the livenessProbe of container "web".
    - name: load
      image: registry.example.com/shop/load:3.1
      command: [bash, -c]
      args:
        - |
          export DB_PASSWORD="hunter2abc"
                 ^^^^^^^^^^^^^^^^^^^^^^^^ A secret stands in plain text in the command of container "load".
          exec load
    - name: copy
      image: registry.example.com/shop/copy:3.1
      command: [copy, --from, "postgres://shop:hunter2@db/shop"]
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A secret stands in plain text in the command of container "copy".
`,
    },
    {
      title: "What only says where the secret is",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [web, --password-file=/run/secrets/db, --token, $(TOKEN), --password, --verbose]
      args:
        - --token-ttl=15m
        - --db-password=$(DB_PASSWORD)
        - --secret-name=web-tls
        - --api-key=changeme
`,
    },
  ],
});

/** A setting or an option with its value, as shells write them: `NAME=value`, `--name=value` and `--name value`. */
const SETTINGS: readonly RegExp[] = [
  /(?<=^|[\s;&|"'])-{0,2}([A-Za-z][\w.-]{1,80})=(["']?)([^\s"';|&]{4,400})\2/g,
  /(?<=^|\s)--?([A-Za-z][\w.-]{1,80})[ \t]+(["']?)([^\s"';|&-][^\s"';|&]{3,400})\2/g,
];

/** The part of a word that is a secret; the word before may name it. */
function secretPart(text: string, before: string | undefined): string | undefined {
  const token = tokenIn(text);
  if (token !== undefined) return token;
  const option = /^--?([\w.-]+)$/.exec(before ?? "")?.[1];
  const isValue = !/\s/.test(text) && !text.startsWith("-");
  if (isValue && (isSecret(option ?? "", text) || isSecret("", text))) return text;
  for (const [part, name = "", , value = ""] of SETTINGS.flatMap((it) => [...text.matchAll(it)])) {
    if (isSecret(name, value)) return part;
  }
  return undefined;
}

/** For an argument of the form `--name=value`: the value from a variable, and that from a Secret. */
function fromSecret(container: Container, { place, text }: Word): readonly Fix[] {
  const [, option, name] = /^(--?([A-Za-z][\w.-]*)=)\S+$/.exec(text) ?? [];
  if (option === undefined || name === undefined) return [];
  const variable = name.toUpperCase().replace(/\W/g, "_");
  const variables = container.at("env");
  if (variables.children.some((it) => it.at("name").string === variable)) return [];
  return [
    {
      title: "Take it from a Secret",
      safety: "choice",
      changes: () => [
        { at: place, value: `${option}$(${variable})` },
        {
          at: variables.at(variables.children.length),
          value: {
            name: variable,
            valueFrom: {
              secretKeyRef: { name: new Proposal(container.name || "credentials"), key: new Proposal(name) },
            },
          },
        },
      ],
    },
  ];
}
