import type { Place } from "../model/place.ts";
import { type SpreadConstraint, spreadConstraints } from "../model/spread.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-spread-constraint",
  severity: "error",
  summary: "A spread constraint should be one that the API server takes.",
  presets: ["recommended"],
  why: "The API server refuses the whole workload: nothing is rolled out, and the old version goes on running.",
  mend: `\`maxSkew\` is 1 or more, \`topologyKey\` names a label of nodes, and \`whenUnsatisfiable\` is \`DoNotSchedule\` or \`ScheduleAnyway\`.
\`minDomains\` counts with \`DoNotSchedule\` only, and \`matchLabelKeys\` adds to a \`labelSelector\` that must be there.
Two constraints of one pod may not have both the same \`topologyKey\` and the same \`whenUnsatisfiable\`.`,
  leave: "There is no reason to leave it.",

  on: spreadConstraints,
  *check(constraint) {
    for (const { at, fault } of faults(constraint)) {
      yield { at, message: `The constraint ${fault}, and the API server refuses it.` };
    }
  },

  examples: [
    {
      title: "Words and numbers are as Kubernetes wants them",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  topologySpreadConstraints:
    - maxSkew: 0
               ^ The constraint allows a skew below 1, and the API server refuses it.
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: Ignore
                         ^^^^^^ The constraint does not say DoNotSchedule or ScheduleAnyway, and the API server refuses it.
      labelSelector: {}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: DoNotSchedule
      minDomains: 0
                  ^ The constraint wants fewer domains than one, and the API server refuses it.
      labelSelector: {}
    - maxSkew: 1
      ^^^^^^^ The constraint has no topologyKey, and the API server refuses it.
      whenUnsatisfiable: ScheduleAnyway
      minDomains: 3
                  ^ The constraint wants domains without DoNotSchedule, and the API server refuses it.
      matchLabelKeys: [app]
      ^^^^^^^^^^^^^^ The constraint has matchLabelKeys without a labelSelector, and the API server refuses it.
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "One thing is said once",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: {}
    - maxSkew: 2
      topologyKey: kubernetes.io/hostname
                   ^^^^^^^^^^^^^^^^^^^^^^ The constraint is for the same domains as another, and the API server refuses it.
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: {}
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "One may wish where the other insists",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: {}
    - maxSkew: 5
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: DoNotSchedule
      minDomains: 2
      labelSelector: {}
      matchLabelKeys: [pod-template-hash]
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});

const ACTIONS: readonly unknown[] = ["DoNotSchedule", "ScheduleAnyway"];

function* faults({ pod, place, at }: SpreadConstraint): Iterable<{ at: Place; fault: string }> {
  const [skew, key, action, domains] = [at("maxSkew"), at("topologyKey"), at("whenUnsatisfiable"), at("minDomains")];
  // Of what a template writes altogether nothing may be left to see.
  if (!skew.exists && !key.exists && !action.exists) return;
  if (!skew.exists) yield { at: skew, fault: "has no maxSkew" };
  else if ((skew.number ?? 1) < 1) yield { at: skew, fault: "allows a skew below 1" };
  if (!key.exists) yield { at: key, fault: "has no topologyKey" };
  if (!ACTIONS.includes(action.value)) yield { at: action, fault: "does not say DoNotSchedule or ScheduleAnyway" };
  else if (domains.exists && action.value !== "DoNotSchedule") {
    yield { at: domains, fault: "wants domains without DoNotSchedule" };
  }
  if ((domains.number ?? 1) < 1) yield { at: domains, fault: "wants fewer domains than one" };
  const keys = at("matchLabelKeys");
  if (keys.at(0).exists && !at("labelSelector").exists) {
    yield { at: keys, fault: "has matchLabelKeys without a labelSelector" };
  }
  const before = pod.spec.at("topologySpreadConstraints").children.slice(0, Number(place.step));
  const isSame = (it: Place) =>
    it.at("topologyKey").value === key.value && it.at("whenUnsatisfiable").value === action.value;
  if (key.exists && before.some(isSame)) yield { at: key, fault: "is for the same domains as another" };
}
