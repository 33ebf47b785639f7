import { standTogether } from "../model/branches.ts";
import { volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-volume",
  severity: "error",
  summary: "A volume must have one source, and one that Kubernetes takes.",
  presets: ["recommended"],
  why: "The API server refuses a pod with a volume that has two sources, that names a path of the node with `..` in it, or a folder of the node with no path at all.",
  mend: "Keep the source that is meant, and write its path in full.\nOnly the author knows which, so there is no fix.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: volumes,
  *check(volume) {
    const sources = volume.place.children.filter((it) => it.step !== "name" && it.exists);
    const [first, second] = sources;
    if (first !== undefined && second !== undefined && standTogether(first, second)) {
      yield {
        at: second.named,
        message: `Volume "${volume.name}" has the sources ${sources.map((it) => `"${it.step}"`).join(" and ")}.`,
      };
    }
    const hostPath = volume.at("hostPath");
    const at = hostPath.at("path");
    if (hostPath.exists && (at.value ?? "") === "") {
      yield { at, message: `Volume "${volume.name}" names no path of the node.` };
    }
    if (at.string?.split("/").includes("..")) {
      yield { at, message: `Volume "${volume.name}" names the path "${at.string}" of the node, which leads back.` };
    }
  },

  examples: [
    {
      title: "A volume has one source",
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
        - name: cache
          mountPath: /var/cache/nginx
        - name: site
          mountPath: /usr/share/nginx/html
  volumes:
    - name: cache
      emptyDir: {}
      persistentVolumeClaim:
      ^^^^^^^^^^^^^^^^^^^^^ Volume "cache" has the sources "emptyDir" and "persistentVolumeClaim".
        claimName: cache
    - name: site
      hostPath:
        path: /srv/shop/../site
              ^^^^^^^^^^^^^^^^^ Volume "site" names the path "/srv/shop/../site" of the node, which leads back.
`,
    },
    {
      title: "A path must be written, and a source of null is none",
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
        - name: cache
          mountPath: /var/cache/nginx
        - name: site
          mountPath: /usr/share/nginx/html
  volumes:
    - name: cache
      emptyDir: {}
      hostPath: null
    - name: site
      hostPath:
      ^^^^^^^^ Volume "site" names no path of the node.
        type: Directory
`,
    },
    {
      title: "Dots within a name lead nowhere, and a volume without a source is an emptyDir",
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
        - name: cache
          mountPath: /var/cache/nginx
        - name: site
          mountPath: /usr/share/nginx/html
  volumes:
    - name: cache
    - name: site
      hostPath:
        path: /srv/2024..2025
`,
    },
  ],
});
