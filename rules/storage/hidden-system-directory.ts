import { plainPath } from "../model/host-paths.ts";
import { mountsOf, mountsOfVolume, volumeOf } from "../model/mounts.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** Where an image has the programs and libraries that it cannot run without. */
const SYSTEM = /^\/(?:bin|sbin|lib|lib64|etc|usr|usr\/(?:bin|sbin|lib|local))?$/;

export default rule({
  id: "hidden-system-directory",
  severity: "warning",
  summary: "A volume must not hide the files that an image needs to run.",
  presets: ["recommended"],
  why: `A volume that is mounted at \`/usr/bin\` or \`/etc\` hides what the image has there: its programs, its list of users, its certificates.
The container does not start, or finds no certificate to trust and no name for its user.`,
  mend: "Mount into a folder below, or mount the one file that is meant by `subPath`.",
  leave:
    "Leave it where the volume holds all that the image has there.\nNothing is said where another container has the volume as well and may fill it, and of folders of the node.",

  on: containers,
  *check(container) {
    for (const mount of mountsOf(container)) {
      const at = mount.at("mountPath");
      if (at.string === undefined || !SYSTEM.test(plainPath(at.string))) continue;
      if (mount.at("subPath").exists || mount.at("subPathExpr").exists) continue;
      const volume = volumeOf(mount);
      if (volume === undefined || volume.at("hostPath").exists || volume.at("image").exists) continue;
      if (mountsOfVolume(volume).some((it) => it.container !== container)) continue;
      yield { at, message: `${titleOf(container)} hides "${at.string}" of its image behind volume "${volume.name}".` };
    }
  },

  examples: [
    {
      title: "A ConfigMap in the place of all that an image has in a folder",
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
          mountPath: /etc/
                     ^^^^^ Container "web" hides "/etc/" of its image behind volume "config".
  volumes:
    - name: config
      configMap:
        name: web
`,
    },
    {
      title: "One file, a folder below, and a volume that was filled before",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: fill
      image: registry.example.com/shop/fill:1.0
      volumeMounts:
        - name: programs
          mountPath: /filled
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: config
          mountPath: /etc/nginx
        - name: config
          mountPath: /etc
          subPath: etc
        - name: programs
          mountPath: /usr/local
  volumes:
    - name: config
      configMap:
        name: web
    - name: programs
      emptyDir: {}
`,
    },
  ],
});
