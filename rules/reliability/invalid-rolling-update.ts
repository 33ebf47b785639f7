import { type IntOrPercent, intOrPercent } from "../model/int-or-percent.ts";
import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-rolling-update",
  severity: "error",
  summary: "A rolling update should leave itself a way to go on.",
  presets: ["recommended"],
  why: `A Deployment that may have neither a pod more nor a pod fewer could never replace one, so the API server refuses it.
A DaemonSet does one or the other: it is refused with both, too, and since \`maxUnavailable\` is 1 where nothing is written, \`maxSurge: 1\` alone is already both.`,
  mend: `Let a Deployment have a pod more (\`maxSurge: 1\`), or a pod fewer (\`maxUnavailable: 1\`) where there is no room for another.
In a DaemonSet write \`maxUnavailable: 0\` beside \`maxSurge\`.
A share is a number with its sign, and \`maxUnavailable\` is no more than \`100%\`.`,
  leave: "There is no reason to leave it.",

  on: kind("apps/Deployment", "apps/DaemonSet", "extensions/Deployment"),
  *check({ at, kind, name }) {
    const isDaemon = kind === "DaemonSet";
    const strategy = at("spec", isDaemon ? "updateStrategy" : "strategy");
    const rolling = strategy.at("rollingUpdate");
    if (!rolling.exists || (strategy.at("type").value ?? "RollingUpdate") !== "RollingUpdate") return;

    const [fewer, more] = [rolling.at("maxUnavailable"), rolling.at("maxSurge")];
    const unreadable = [fewer, more].filter((it) => it.exists && !isReadable(it, it === fewer || isDaemon));
    for (const it of unreadable) {
      yield { at: it, message: `${kind} "${name}" has a ${it.step} of "${it.shown}", which the API server refuses.` };
    }
    if (unreadable.length > 0) return;

    const isFewer = fewer.exists ? !isZero(intOrPercent(fewer.value)) : true;
    const isMore = more.exists ? !isZero(intOrPercent(more.value)) : !isDaemon;
    if (!isFewer && !isMore) {
      yield {
        at: fewer,
        message: `${kind} "${name}" may have neither a pod more nor a pod fewer, and the API server refuses it.`,
      };
    } else if (isDaemon && isFewer && isMore) {
      yield {
        at: more,
        message: `DaemonSet "${name}" may have both a pod more and a pod fewer, and the API server refuses it.`,
      };
    }
  },

  examples: [
    {
      title: "Neither more nor fewer is no way to go on",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 0%
                      ^^ Deployment "web" may have neither a pod more nor a pod fewer, and the API server refuses it.
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "A DaemonSet may have a pod fewer unless it says otherwise",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
                ^ DaemonSet "agent" may have both a pod more and a pod fewer, and the API server refuses it.
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: collector
spec:
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 120%
                      ^^^^ DaemonSet "collector" has a maxUnavailable of "120%", which the API server refuses.
  selector:
    matchLabels: { app: collector }
  template:
    metadata:
      labels: { app: collector }
    spec:
      containers:
        - name: collector
          image: registry.example.com/shop/collector:3.1
`,
    },
    {
      title: "One of the two is enough",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 200%
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
`,
    },
  ],
});

function isReadable(place: Place, isBounded: boolean): boolean {
  const read = intOrPercent(place.value);
  return read !== undefined && !(isBounded && read.isPercent && read.amount > 100);
}

const isZero = (read: IntOrPercent | undefined): boolean => read?.amount === 0;
