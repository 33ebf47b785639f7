import { mountsOf, volumeOf } from "../model/mounts.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** Sources whose files the kubelet renews, and what they hold. */
const RENEWED = [
  ["configMap", "ConfigMap"],
  ["secret", "Secret"],
  ["projected", "projected volume"],
  ["downwardAPI", "downward API"],
] as const;

export default rule({
  id: "stale-sub-path",
  severity: "info",
  summary: "A file that is meant to follow its ConfigMap or Secret must not be mounted alone.",
  why: `The kubelet renews the files of ConfigMaps and Secrets in running pods, but never those that are mounted by \`subPath\`.
A certificate that was renewed, a password that was changed or a token that is rotated is then missing from the running container, which is noticed when the old one expires.`,
  mend: "Mount the whole volume into a folder of its own, and point the program there, or restart the pods on each change (a checksum in an annotation of the template does that).",
  leave:
    "Leave it where the program reads the file only once and its pods are made anew on each change, as most are; so no preset asks for this rule.",

  on: containers,
  *check(container) {
    for (const mount of mountsOf(container)) {
      const at = mount.at("subPath");
      if (!at.exists) continue;
      const volume = volumeOf(mount);
      const source = RENEWED.find(([it]) => volume?.at(it).exists);
      if (source === undefined) continue;
      yield {
        at,
        message: `${titleOf(container)} never sees a change of the ${source[1]} at "${mount.at("mountPath").shown}".`,
      };
    }
  },

  examples: [
    {
      title: "One file of a ConfigMap",
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
        - name: config
          mountPath: /etc/nginx/nginx.conf
          subPath: nginx.conf
                   ^^^^^^^^^^ Container "web" never sees a change of the ConfigMap at "/etc/nginx/nginx.conf".
  volumes:
    - name: config
      configMap:
        name: web
`,
    },
    {
      title: "A whole volume is renewed, and a disk is as it is",
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
        - name: config
          mountPath: /etc/nginx/conf.d
        - name: data
          mountPath: /var/cache/nginx
          subPath: cache
  volumes:
    - name: config
      configMap:
        name: web
    - name: data
      persistentVolumeClaim:
        claimName: data
`,
    },
  ],
});
