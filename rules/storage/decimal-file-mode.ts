import type { Place } from "../model/place.ts";
import { volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

const LARGEST = 0o777;
/** Numbers up to the largest that no one means in decimal, and everyone in octal: 400 is 0620. */
const MEANT_OCTAL: readonly number[] = [400, 440, 444, 500];

export default rule({
  id: "decimal-file-mode",
  severity: "error",
  summary: "The mode of a file must be the number that is meant.",
  presets: ["recommended"],
  fixable: "review",
  why: `In YAML, \`0644\` is an octal number, and \`644\` a decimal one: 01204 in octal.
The API server refuses what is above 0777; a smaller slip it takes, and \`400\`, which shall keep a key for its owner, becomes 0620: the owner's group may write it, and programs as \`ssh\` refuse it.`,
  mend: "Write the mode with a leading zero, or as the decimal number that it is: `0644` and `420` are the same.\nThe fix writes the decimal number, as JSON knows no other.",
  leave: "Leave it where a mode as 0620 is really meant.",

  on: volumes,
  *check(volume) {
    for (const at of modesOf(volume.place)) {
      const mode = at.number;
      if (mode === undefined || !Number.isInteger(mode) || /^[+-]?0./.test(at.shown)) continue;
      const isRefused = mode > LARGEST || mode < 0;
      if (!isRefused && !MEANT_OCTAL.includes(mode)) continue;
      const meant = /^[0-7]{3}$/.test(at.shown) ? Number.parseInt(at.shown, 8) : undefined;
      yield {
        at,
        message: `Volume "${volume.name}" has files of the mode ${octal(mode)}, written as ${at.shown}.`,
        fixes:
          meant === undefined
            ? []
            : [
                {
                  title: `Set it to ${octal(meant)} (${meant})`,
                  safety: "review",
                  changes: () => [{ at, value: meant }],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "Without a zero, it is another number",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: keys
          mountPath: /etc/keys
        - name: scripts
          mountPath: /scripts
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 400
                     ^^^ Volume "keys" has files of the mode 0620, written as 400.
    - name: scripts
      projected:
        sources:
          - configMap:
              name: scripts
              items:
                - key: run.sh
                  path: run.sh
                  mode: 755
                        ^^^ Volume "scripts" has files of the mode 01363, written as 755.
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
      volumeMounts:
        - name: keys
          mountPath: /etc/keys
        - name: scripts
          mountPath: /scripts
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 256
    - name: scripts
      projected:
        sources:
          - configMap:
              name: scripts
              items:
                - key: run.sh
                  path: run.sh
                  mode: 493
`,
    },
    {
      title: "Octal with its zero, and decimal as Kubernetes shows it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: keys
          mountPath: /etc/keys
        - name: config
          mountPath: /etc/config
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 0400
    - name: config
      configMap:
        name: config
        defaultMode: 420
`,
    },
  ],
});

const octal = (mode: number): string => `0${mode.toString(8)}`;

/** The places of all modes that a volume may give its files. */
function modesOf(volume: Place): readonly Place[] {
  const sources = ["secret", "configMap", "downwardAPI"] as const;
  const own = sources.map((it) => volume.at(it));
  const projected = volume.at("projected", "sources").children.flatMap((it) => sources.map((source) => it.at(source)));
  return [
    ...[...own, volume.at("projected")].map((it) => it.at("defaultMode")),
    ...[...own, ...projected].flatMap((it) => it.at("items").children.map((item) => item.at("mode"))),
  ];
}
