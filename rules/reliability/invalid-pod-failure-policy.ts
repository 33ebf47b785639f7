import { type Job, jobs } from "../model/jobs.ts";
import type { Place } from "../model/place.ts";
import { containersOf } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-pod-failure-policy",
  severity: "error",
  summary: "A policy for failed pods should be one that the API server takes.",
  presets: ["recommended"],
  why: "The API server refuses the whole Job, or the CronJob that makes it: nothing runs.",
  mend: `Set \`restartPolicy: Never\`, for a pod that is restarted in place never fails.
Each rule names either exit codes or conditions; codes stand in rising order, and 0 is no failure.
\`FailIndex\` needs \`backoffLimitPerIndex\`, and a \`containerName\` is one of the pod's.`,
  leave: "There is no reason to leave it.",

  on: jobs,
  *check(job) {
    const policy = job.at("podFailurePolicy");
    if (!policy.exists) return;
    const restart = job.pod.spec.at("restartPolicy");
    if (restart.value === "OnFailure") {
      yield {
        at: restart,
        message: "A pod that is restarted in place never fails, and the API server refuses the podFailurePolicy.",
        see: [{ at: policy, message: "This is the policy." }],
      };
    }
    for (const entry of policy.at("rules").children) {
      for (const { at, fault } of faults(job, entry)) {
        yield { at, message: `The rule ${fault}, and the API server refuses it.` };
      }
    }
  },

  examples: [
    {
      title: "What is restarted in place does not fail, and 0 is no failure",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  podFailurePolicy:
  ~~~~~~~~~~~~~~~~ This is the policy.
    rules:
      - action: FailJob
        onExitCodes:
          containerName: main
                         ^^^^ The rule names a container that the pod does not have, and the API server refuses it.
          operator: In
          values: [0, 42]
          ^^^^^^ The rule takes exit code 0 for a failure, and the API server refuses it.
      - action: FailIndex
                ^^^^^^^^^ The rule fails an index without a backoffLimitPerIndex, and the API server refuses it.
        onPodConditions:
          - type: DisruptionTarget
  template:
    spec:
      restartPolicy: OnFailure
                     ^^^^^^^^^ A pod that is restarted in place never fails, and the API server refuses the podFailurePolicy.
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
`,
    },
    {
      title: "A rule names codes or conditions, and codes in order",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  podFailurePolicy:
    rules:
      - action: Ignore
        ^^^^^^ The rule names neither exit codes nor conditions, or both, and the API server refuses it.
      - action: Count
        onExitCodes:
          operator: NotIn
          values: [2, 1]
          ^^^^^^ The rule names exit codes out of order, and the API server refuses it.
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
`,
    },
    {
      title: "A drained node is nobody's failure",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  backoffLimit: 6
  podFailurePolicy:
    rules:
      - action: Ignore
        onPodConditions:
          - type: DisruptionTarget
      - action: FailJob
        onExitCodes:
          containerName: import
          operator: In
          values: [42, 43]
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
`,
    },
  ],
});

function* faults(job: Job, entry: Place): Iterable<{ at: Place; fault: string }> {
  const codes = entry.at("onExitCodes");
  if (codes.exists === entry.at("onPodConditions", 0).exists) {
    yield { at: entry, fault: "names neither exit codes nor conditions, or both" };
  }
  const action = entry.at("action");
  if (action.value === "FailIndex" && !job.at("backoffLimitPerIndex").exists) {
    yield { at: action, fault: "fails an index without a backoffLimitPerIndex" };
  }
  const container = codes.at("containerName");
  if (container.exists && !containersOf(job.pod).some((it) => it.at("name").value === container.value)) {
    yield { at: container, fault: "names a container that the pod does not have" };
  }
  const values = codes.at("values").value;
  if (!Array.isArray(values)) return;
  if (codes.at("operator").value === "In" && values.includes(0)) {
    yield { at: codes.at("values"), fault: "takes exit code 0 for a failure" };
  }
  if (values.some((it, index) => index > 0 && values[index - 1] >= it)) {
    yield { at: codes.at("values"), fault: "names exit codes out of order" };
  }
}
