import { hasSelector, isHeadless, servicePorts, services } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "headless-port-mapping",
  severity: "info",
  summary: "A headless Service should not give its ports other numbers than its pods do.",
  presets: ["recommended"],
  fixable: "review",
  why: `The name of a headless Service leads to the pods themselves, with nothing between that could turn one port into another.
A caller that uses \`port\` is refused by every pod, while the same manifest without \`clusterIP: None\` works.`,
  mend: `Write the number that the pods listen on: the fix takes that of \`targetPort\`.
Callers that use the old number in spite of it had no answer before, either; those that read SRV records have always got \`targetPort\`.`,
  leave: "Leave it where the pods belong to a mesh, a Gateway or an Ingress, which look the port up themselves.",

  on: services,
  *check(service) {
    if (!isHeadless(service) || !hasSelector(service)) return;

    for (const entry of servicePorts(service)) {
      const [port, target] = [entry.at("port"), entry.at("targetPort")];
      const number = target.number;
      if (number === undefined || number === 0 || port.number === undefined || number === port.number) continue;
      yield {
        at: port,
        message: `Port ${port.shown} of the headless Service "${service.name}" leads to no port of its pods.`,
        see: [{ at: target, message: "The pods listen here." }],
        fixes: [
          {
            title: "Give the port the number of its target",
            safety: "review",
            changes: () => [{ at: port, value: number }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "Nothing stands between the caller and the pods",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 80
            ^^ Port 80 of the headless Service "db" leads to no port of its pods.
      targetPort: 5432
                  ~~~~ The pods listen here.
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
      targetPort: 5432
`,
    },
    {
      title: "The same number, a name, or an address of its own are fine",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - name: sql
      port: 5432
      targetPort: 5432
    - name: metrics
      port: 9187
      targetPort: metrics
    - name: admin
      port: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
`,
    },
  ],
});
