import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "service-links",
  severity: "info",
  summary: "A pod should find services by DNS, and not be handed the address of each.",
  fixable: "review",
  why: `Unless it is switched off, every container gets seven variables for each Service of its namespace.
They show an intruder what there is to attack; a Service named \`redis\` overwrites the \`REDIS_PORT\` that a program reads with \`tcp://10.0.0.7:6379\`; and with some thousand Services the process does not start at all (\`argument list too long\`).`,
  mend: `Set \`enableServiceLinks: false\`.
A program that reads variables such as \`REDIS_SERVICE_HOST\` no longer finds them: name the Service (\`redis\`) instead. Those of the API server itself stay.`,
  leave: "Leave it in namespaces with few Services, and for programs that know no DNS.",

  on: pods,
  *check(pod) {
    const links = pod.spec.at("enableServiceLinks");
    // Knative's default is false.
    if (pod.isPart || pod.owner.group === "serving.knative.dev" || links.value === false) return;
    yield {
      at: links.exists ? links : links.underline(pod.owner.place.span),
      message: `${titleOf(pod)} is handed the addresses of all Services of its namespace.`,
      fixes: [
        { title: "Set enableServiceLinks to false", safety: "review", changes: () => [{ at: links, value: false }] },
      ],
    };
  },

  examples: [
    {
      title: "Where nothing is said, every Service is a variable",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ Pod "web" is handed the addresses of all Services of its namespace.
spec:
  containers:
    - name: web
      image: nginx:1.27
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
  enableServiceLinks: false
`,
    },
    {
      title: "A pod that asks DNS",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  enableServiceLinks: false
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
