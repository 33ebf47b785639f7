import { isWithin } from "../model/globs.ts";
import { fullName, image } from "../model/images.ts";
import { allOf } from "../model/mounts.ts";
import { isPatch } from "../model/patches.ts";
import { type Container, containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly variables: Readonly<Record<string, readonly string[]>>;
}

export default rule<Container, Options>({
  id: "missing-variable",
  severity: "warning",
  summary: "A container must be given the variables that its image is to be run with.",
  options: {
    properties: {
      variables: {
        description:
          'For images, by their whole names, the variables that they must be given: `{"docker.io/library/postgres": ["POSTGRES_PASSWORD", "PGDATA"]}`.',
        type: "object",
        additionalProperties: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
        minProperties: 1,
      },
    },
    required: ["variables"],
  },
  why: `Without the variable the image takes its default, which is seldom meant for production: no password, all data in the container's own file system, a log that nobody reads.`,
  mend: "Add the variable; take what is secret from a Secret.",
  leave: `Leave it where the image is given a file in its place: \`POSTGRES_PASSWORD_FILE\` counts for \`POSTGRES_PASSWORD\`.
A container that takes variables from a ConfigMap or a Secret (\`envFrom\`) is not accused: what they hold is not seen.`,

  on: containers,
  *check(container, { options: { variables } }) {
    const named = image(container.at("image").string ?? "");
    if (named === undefined || container.at("envFrom").children.length > 0 || isPatch(container.pod.owner)) return;
    const name = fullName(named);
    const required = Object.entries(variables).flatMap(([glob, names]) => (isWithin(name, glob) ? names : []));
    if (required.length === 0) return;
    const given = new Set(allOf(container.at("env")).map((it) => it.at("name").string));
    for (const variable of new Set(required)) {
      if (given.has(variable) || given.has(`${variable}_FILE`)) continue;
      yield {
        at: container.at("env").underline(container.place.span),
        message: `${titleOf(container)} is not given "${variable}".`,
      };
    }
  },

  examples: [
    {
      title: "An image takes its default for what it is not given",
      options: { variables: { "docker.io/library/postgres": ["POSTGRES_PASSWORD", "PGDATA"] } },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
            ^^ Container "db" is not given "PGDATA".
      image: postgres:17.2
      env:
        - name: POSTGRES_PASSWORD_FILE
          value: /run/secrets/password
`,
    },
    {
      title: "What a ConfigMap gives is not seen",
      options: { variables: { "docker.io/library/postgres": ["POSTGRES_PASSWORD", "PGDATA"] } },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: postgres:17.2
      envFrom:
        - secretRef:
            name: postgres
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
