import { resourcesOf } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "huge-pages-alone",
  severity: "error",
  summary: "A container that asks for huge pages must ask for CPU or memory, too.",
  presets: ["recommended"],
  fixable: "choice",
  why: "The API server refuses a container that asks for huge pages and for nothing else: a process that has them also needs ordinary memory and time on a processor.",
  mend: "Say how much memory the container needs beside its huge pages.",
  leave: "Leave it where a LimitRange of the namespace adds the memory before the API server looks.",

  on: containers,
  *check(container) {
    const resources = resourcesOf(container);
    const asked = [resources.at("limits"), resources.at("requests")].flatMap((it) => it.children);
    const pages = asked.find((it) => String(it.step).startsWith("hugepages-"));
    if (pages === undefined || container.pod.spec.at("resources").exists) return;
    const hasMore = ["limits", "requests"].some((it) => ["cpu", "memory"].some((of) => resources.at(it, of).exists));
    if (hasMore) return;

    yield {
      at: pages.named,
      message: `${titleOf(container)} asks for huge pages, and for neither CPU nor memory.`,
      fixes: [
        {
          title: "Set a memory limit",
          safety: "choice",
          changes: () => [{ at: resources.at("limits", "memory"), value: new Proposal("256Mi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Huge pages alone are refused",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: postgres:16.4
      resources:
        limits:
          hugepages-2Mi: 512Mi
          ^^^^^^^^^^^^^ Container "db" asks for huge pages, and for neither CPU nor memory.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: postgres:16.4
      resources:
        limits:
          hugepages-2Mi: 512Mi
          memory: 256Mi
`,
    },
    {
      title: "A request for a processor will do",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: postgres:16.4
      resources:
        requests:
          cpu: "1"
        limits:
          hugepages-2Mi: 512Mi
`,
    },
  ],
});
