import { Proposal } from "../model/change.ts";
import { gracePeriod, sleepOf } from "../model/grace.ts";
import { handlers } from "../model/probes.ts";
import { rule } from "../rule.ts";

/** What a program gets to finish after the hook, where the fix is taken as it is. */
const REST = 30;

export default rule({
  id: "pre-stop-beyond-grace",
  severity: "warning",
  summary: "A preStop hook should end well before the pod's grace period does.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The grace period begins with the preStop hook, not after it.
A hook that sleeps it all away leaves the program nothing: it is told to stop and killed two seconds later, with requests half answered and data half written, at every rollout and drain.
A \`sleep\` action that is longer than the grace period is refused by the API server.`,
  mend: `Raise \`terminationGracePeriodSeconds\` to the length of the hook plus what the program takes to finish; the fix allows ${REST} seconds for that.
Draining a node may take as much longer.`,
  leave: "Leave it where the hook itself waits until all is done, and nothing is lost when the program is killed.",

  on: handlers,
  *check(handler) {
    const { container, kind, mention } = handler;
    if (kind !== "preStop") return;
    const sleep = sleepOf(handler);
    const grace = gracePeriod(container.pod);
    if (sleep === 0 || grace < 1 || sleep < grace) return;

    const action = handler.at("sleep").exists ? handler.at("sleep", "seconds") : handler.at("exec", "command");
    const period = container.pod.spec.at("terminationGracePeriodSeconds");
    yield {
      at: action,
      message: `The ${mention} sleeps for ${sleep} seconds, and the pod is killed after ${grace}.`,
      ...(handler.at("sleep").exists && sleep > grace && { severity: "error" }),
      see: period.exists ? [{ at: period, message: "This counts from when the hook starts." }] : [],
      fixes: [
        {
          title: "Raise the grace period",
          safety: "choice",
          changes: () => [{ at: period, value: new Proposal(sleep + REST) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "The hook sleeps the grace period away, which is 30 seconds unless the pod says otherwise",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      lifecycle:
        preStop:
          exec:
            command: [/bin/sh, -c, "sleep 30"]
            ^^^^^^^ The preStop hook of container "shop" sleeps for 30 seconds, and the pod is killed after 30.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      lifecycle:
        preStop:
          exec:
            command: [/bin/sh, -c, "sleep 30"]
  terminationGracePeriodSeconds: 60
`,
    },
    {
      title: "A sleep beyond the grace period is refused",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  terminationGracePeriodSeconds: 10
                                 ~~ This counts from when the hook starts.
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      lifecycle:
        preStop:
          sleep:
            seconds: 15
                     ^^ The preStop hook of container "shop" sleeps for 15 seconds, and the pod is killed after 10.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  terminationGracePeriodSeconds: 45
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      lifecycle:
        preStop:
          sleep:
            seconds: 15
`,
    },
    {
      title: "A short sleep leaves time to finish",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      lifecycle:
        preStop:
          exec:
            command: [sleep, "5"]
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      lifecycle:
        preStop:
          exec:
            command: [sh, -c, "until drained; do sleep 60; done"]
`,
    },
  ],
});
