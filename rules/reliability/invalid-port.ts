import { faultOfPortName, isPortNumber, portValues } from "../model/ports.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "invalid-port",
  severity: "error",
  summary: "A port should have a number and a name that the API server takes.",
  presets: ["recommended"],
  fixable: "review",
  why: `A port is a number from 1 to 65535, and its name has at most 15 small letters, digits and hyphens.
The API server refuses anything else, and with it the whole workload or Service: nothing is rolled out.
A number in quotes is taken for a name, and a name needs a letter.`,
  mend: `Shorten the name, in the port and wherever a probe, a Service or an Ingress refers to it; take the quotes off a number.
A Service's own port may have a name of 63 characters, but not the port of a container that it leads to.`,
  leave: "There is no reason to leave it.",

  on: portValues,
  *check({ place, holds }) {
    const { number, string } = place;
    if (number !== undefined && holds !== "name" && !isPortNumber(number) && !(number === 0 && holds === "target")) {
      yield { at: place, message: `There is no port ${number}.` };
    }
    if (string === undefined || holds === "number") return;
    // A Service's number in quotes is for quoted-port-number to tell.
    if (holds === "target" && /^[0-9]*$/.test(string)) return;
    const fault = faultOfPortName(string);
    if (fault === undefined) return;

    const finding: Finding = { at: place, message: `Port name "${string}" ${fault}, and the API server refuses it.` };
    if (holds === "name" || !/^[0-9]+$/.test(string)) yield finding;
    else {
      const changes = () => [{ at: place, value: Number(string) }];
      yield { ...finding, fixes: [{ title: "Take the quotes off", safety: "review", changes }] };
    }
  },

  examples: [
    {
      title: "What stands in quotes is a name, and a name needs a letter",
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
        httpGet:
          port: '8080'
                ^^^^^^ Port name "8080" has no letter, and the API server refuses it.
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
      livenessProbe:
        httpGet:
          port: 8080
`,
    },
    {
      title: "Names are short and small, and numbers have an end",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - name: prometheus-metrics
                ^^^^^^^^^^^^^^^^^^ Port name "prometheus-metrics" is longer than 15 characters, and the API server refuses it.
          containerPort: 9090
        - name: HTTP
                ^^^^ Port name "HTTP" has other characters than a to z, 0 to 9 and "-", and the API server refuses it.
          containerPort: 80800
                         ^^^^^ There is no port 80800.
`,
    },
    {
      title: "A Service leads to a port by number or by name",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http_alt
                  ^^^^^^^^ Port name "http_alt" has other characters than a to z, 0 to 9 and "-", and the API server refuses it.
    - name: metrics
      port: 90900
            ^^^^^ There is no port 90900.
`,
    },
    {
      title: "A Service may leave the target to its port, and have a longer name",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: prometheus-metrics
      port: 9090
      targetPort: 0
    - name: http
      port: 80
      targetPort: http-8080
`,
    },
  ],
});
