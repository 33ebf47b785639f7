import { standTogether } from "../model/branches.ts";
import { plainPath } from "../model/host-paths.ts";
import { type Mount, mountsOf } from "../model/mounts.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "duplicate-mount-path",
  severity: "error",
  summary: "A container must mount one thing at one path.",
  presets: ["recommended"],
  why: `The API server refuses a container that mounts two things at one path.
Where they differ in a slash only, it takes both, and the one hides the files of the other.`,
  mend: "Give one of them another path, or remove it.\nOnly the author knows which is meant, so there is no fix.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: containers,
  *check(container) {
    const first = new Map<string, Mount>();
    for (const mount of mountsOf(container)) {
      const at = mount.at("mountPath");
      const path = ifKnown(() => at.string, undefined);
      if (path === undefined) continue;
      const earlier = first.get(plainPath(path));
      if (earlier === undefined) {
        first.set(plainPath(path), mount);
        continue;
      }
      if (!standTogether(earlier.place, mount.place)) continue;
      yield {
        at,
        message: `${titleOf(container)} mounts both "${earlier.at("name").shown}" and "${mount.at("name").shown}" at "${path}".`,
        see: [{ at: earlier.at("mountPath"), message: "It is taken here." }],
      };
    }
  },

  examples: [
    {
      title: "Two volumes at one path",
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
        - name: site
          mountPath: /usr/share/nginx/html
                     ~~~~~~~~~~~~~~~~~~~~~ It is taken here.
        - name: cache
          mountPath: /var/cache/nginx
        - name: pictures
          mountPath: /usr/share/nginx/html/
                     ^^^^^^^^^^^^^^^^^^^^^^ Container "web" mounts both "site" and "pictures" at "/usr/share/nginx/html/".
  volumes:
    - name: site
      configMap:
        name: site
    - name: cache
      emptyDir: {}
    - name: pictures
      emptyDir: {}
`,
    },
    {
      title: "One path in two containers, and a path within another",
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
        - name: site
          mountPath: /site
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: site
          mountPath: /site
        - name: pictures
          mountPath: /site/pictures
  volumes:
    - name: site
      emptyDir: {}
    - name: pictures
      emptyDir: {}
`,
    },
  ],
});
