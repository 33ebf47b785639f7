import { standTogether } from "../model/branches.ts";
import type { Place } from "../model/place.ts";
import { containersOf, type Pod, pods } from "../model/pods.ts";
import { protocolOf } from "../model/ports.ts";
import { runsAlong } from "../model/resources.ts";
import { rule, type Severity } from "../rule.ts";

export default rule({
  id: "duplicate-port",
  severity: "warning",
  summary: "No two ports of a pod should get in each other's way.",
  presets: ["recommended"],
  why: `The containers of a pod share one network: of two that listen on the same port, one fails to start, and is restarted for ever.
Two ports of one name in one container, or the same host port twice, the API server refuses.`,
  mend: "Give each port its own number and name, and tell the program, too: the entry in the manifest alone changes nothing.",
  leave: `There is no reason to leave it.
The same number for TCP and for UDP is two ports, and the same name in two containers is one way to have both scraped.`,

  on: pods,
  *check(pod) {
    const before: Port[] = [];
    for (const port of portsOf(pod)) {
      const clash = before
        .filter((earlier) => standTogether(earlier.place, port.place))
        .map((earlier) => clashOf(earlier, port))
        .find((it) => it !== undefined);
      before.push(port);
      if (clash !== undefined) yield clash;
    }
  },

  examples: [
    {
      title: "Only one of two containers gets the port",
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
        - containerPort: 8080
                         ~~~~ This is the other.
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      ports:
        - containerPort: 8080
                         ^^^^ Two containers of the pod cannot both listen on port 8080.
`,
    },
    {
      title: "A name stands for one port",
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
        - name: http
                ~~~~ This is the other.
          containerPort: 8080
        - name: http
                ^^^^ Two ports of one container have the name "http", and the API server refuses them.
          containerPort: 8081
`,
    },
    {
      title: "A port of the node can be taken once",
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
        - containerPort: 8080
          hostPort: 80
                    ~~ This is the other.
        - containerPort: 8443
          hostPort: 80
                    ^^ Two ports take port 80 of the node, and the API server refuses them.
`,
    },
    {
      title: "TCP and UDP do not get in each other's way, nor does an init container that has ended",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: dns
spec:
  initContainers:
    - name: warm-up
      image: registry.example.com/shop/warm-up:3.1
      ports:
        - name: dns
          containerPort: 53
  containers:
    - name: dns
      image: coredns/coredns:1.12.0
      ports:
        - name: dns
          containerPort: 53
          protocol: UDP
        - name: dns-tcp
          containerPort: 53
          protocol: TCP
`,
    },
  ],
});

interface Port {
  readonly place: Place;
  readonly container: number;
}

const portsOf = (pod: Pod): readonly Port[] =>
  containersOf(pod)
    .filter(runsAlong)
    .flatMap((it, container) => it.at("ports").children.map((place) => ({ place, container })));

/** What is amiss with two ports, if anything. Throws `unknowable`. */
function clashOf(one: Port, other: Port) {
  const isSame = (key: string) => other.place.at(key).exists && one.place.at(key).value === other.place.at(key).value;
  const isOneContainer = one.container === other.container;
  const finding = (key: string, message: string, severity: Severity) => ({
    at: other.place.at(key),
    message,
    severity,
    see: [{ at: one.place.at(key), message: "This is the other." }],
  });
  const name = other.place.at("name").shown;
  if (isSame("name") && isOneContainer) {
    const message = `Two ports of one container have the name "${name}", and the API server refuses them.`;
    return finding("name", message, "error");
  }
  const isSameProtocol = protocolOf(one.place) === protocolOf(other.place);
  const host = other.place.at("hostPort").number ?? 0;
  if (
    isSameProtocol &&
    host > 0 &&
    isSame("hostPort") &&
    one.place.at("hostIP").value === other.place.at("hostIP").value
  ) {
    return finding("hostPort", `Two ports take port ${host} of the node, and the API server refuses them.`, "error");
  }
  if (isSameProtocol && isSame("containerPort") && isSameHost(one.place, other.place)) {
    const number = other.place.at("containerPort").shown;
    const message = isOneContainer
      ? `Port ${number} stands here twice.`
      : `Two containers of the pod cannot both listen on port ${number}.`;
    return finding("containerPort", message, "warning");
  }
  return undefined;
}

/** Whether neither is told apart by a port or an address of the node. Throws `unknowable`. */
const isSameHost = (one: Place, other: Place): boolean =>
  ["hostPort", "hostIP"].every((it) => one.at(it).value === other.at(it).value);
