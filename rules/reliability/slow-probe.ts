import { probes, timing } from "../model/probes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "slow-probe",
  severity: "info",
  summary: "A probe should be answered before the next one is due.",
  fixable: "review",
  why: `The kubelet asks again only when the last answer has come or its timeout is over.
With a timeout that is longer than the period, a container that hangs is found out far later than the period lets one think: after \`timeoutSeconds\` times \`failureThreshold\`.`,
  mend: `Shorten the timeout, or make the period as long.
The fix raises the period, which changes nothing for a container that hangs, and asks a healthy one less often.`,
  leave: "Leave it where a healthy answer comes quickly, and only a sick one may take long.",

  on: probes,
  *check(probe) {
    const timeout = timing(probe, "timeoutSeconds");
    const period = timing(probe, "periodSeconds");
    if (timeout <= period) return;

    yield {
      at: probe.at("timeoutSeconds"),
      message: `The ${probe.mention} waits ${timeout} seconds for an answer and is due every ${period}.`,
      fixes: [
        {
          title: "Make the period as long as the timeout",
          safety: "review",
          changes: () => [{ at: probe.at("periodSeconds"), value: timeout }],
        },
      ],
    };
  },

  examples: [
    {
      title: "An answer that is waited for puts the next question off",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        exec:
          command: [/bin/check]
        timeoutSeconds: 30
                        ^^ The liveness probe of container "shop" waits 30 seconds for an answer and is due every 10.
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
      livenessProbe:
        exec:
          command: [/bin/check]
        timeoutSeconds: 30
        periodSeconds: 30
`,
    },
    {
      title: "An answer may take as long as the period",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        tcpSocket: { port: 8080 }
        timeoutSeconds: 10
`,
    },
  ],
});
