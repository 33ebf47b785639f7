import { type Variable, variables } from "../model/environment.ts";
import { globsSchema, matchesAny } from "../model/globs.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly variables: readonly string[];
}

export default rule<Variable, Options>({
  id: "forbidden-variable",
  severity: "warning",
  summary: "A container must not be given variables that the organisation has ruled out.",
  fixable: "review",
  options: {
    properties: {
      variables: globsSchema("Names of variables that no container may be given: `LD_PRELOAD`, `AWS_*`, `*_DEBUG`."),
    },
    required: ["variables"],
  },
  why: `A variable can change what a program does from the ground up: load a library before all others (\`LD_PRELOAD\`), switch off a check (\`NODE_TLS_REJECT_UNAUTHORIZED\`), send its traffic elsewhere (\`HTTPS_PROXY\`).
Long-lived keys of a cloud in variables end up in logs and crash reports.`,
  mend: "Remove the variable, and give the program what it needs in a way that is allowed: a file, an identity of the workload.",
  leave:
    "Leave it where an exception was made. What a container takes whole from a ConfigMap or a Secret (`envFrom`) is not seen.",

  on: variables,
  *check({ container, place }, { options }) {
    const at = place.at("name");
    const name = at.string;
    if (name === undefined || !matchesAny(name, options.variables)) return;

    yield {
      at,
      message: `Variable "${name}" of ${mentionOf(container)} is not allowed.`,
      fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at: place, remove: true }] }],
    };
  },

  examples: [
    {
      title: "Keys of a cloud are not for variables",
      options: { variables: ["LD_PRELOAD", "AWS_*_KEY*"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      env:
        - name: AWS_REGION
          value: eu-central-1
        - name: AWS_SECRET_ACCESS_KEY
                ^^^^^^^^^^^^^^^^^^^^^ Variable "AWS_SECRET_ACCESS_KEY" of container "web" is not allowed.
          valueFrom:
            secretKeyRef: { name: aws, key: secret }
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      env:
        - name: AWS_REGION
          value: eu-central-1
`,
    },
    {
      title: "Others may be given",
      options: { variables: ["LD_PRELOAD"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      env:
        - name: LD_LIBRARY_PATH
          value: /opt/lib
`,
    },
  ],
});
