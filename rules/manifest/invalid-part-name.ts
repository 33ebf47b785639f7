import { standTogether } from "../model/branches.ts";
import { Proposal } from "../model/change.ts";
import { isLabel, isPlaceholder, nearestName } from "../model/names.ts";
import type { Place } from "../model/place.ts";
import { pods } from "../model/pods.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** The lists of a pod whose items are named, and what one is called. */
const PARTS = [
  ["initContainers", "container"],
  ["containers", "container"],
  ["volumes", "volume"],
] as const;

export default rule({
  id: "invalid-part-name",
  severity: "error",
  summary: "Containers and volumes must have names that Kubernetes takes.",
  presets: ["recommended"],
  fixable: "choice",
  why: "The API server refuses a pod, and any workload with a template of one, in which a container or a volume has a name with capital letters, underscores, dots or more than 63 characters, or two containers have the same name.",
  mend: "Names have small letters, digits and hyphens, with a letter or a digit at each end.\nA volume that is renamed must be renamed where it is mounted, too.",
  leave: "Leave it where a tool that Plimsoll does not know replaces the name before it is applied.",

  on: pods,
  *check(pod) {
    const containers = new Map<string, Place>();
    for (const [list, part] of PARTS) {
      for (const item of pod.spec.at(list).children) {
        const at = item.at("name");
        const name = ifKnown(() => at.string, undefined);
        if (name === undefined || isPlaceholder(name)) continue;
        const earlier = part === "container" ? containers.get(name) : undefined;
        if (earlier !== undefined && standTogether(earlier, at)) {
          yield {
            at,
            message: `There are two containers "${name}".`,
            see: [{ at: earlier, message: "The first one stands here." }],
          };
        }
        if (part === "container" && earlier === undefined) containers.set(name, at);
        if (isLabel(name)) continue;
        const nearest = nearestName(name);
        // The mounts would have to be renamed along with a volume, and may say something else.
        const isMendable = nearest !== undefined && part === "container";
        yield {
          at,
          message: `The ${part} "${name}" has a name that Kubernetes refuses.`,
          fixes: isMendable
            ? [{ title: `Call it ${nearest}`, safety: "choice", changes: () => [{ at, value: new Proposal(nearest) }] }]
            : [],
        };
      }
    }
  },

  examples: [
    {
      title: "An underscore is no hyphen",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web_server
            ^^^^^^^^^^ The container "web_server" has a name that Kubernetes refuses.
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web-server
      image: nginx:1.27
`,
    },
    {
      title: "Two containers of one name, and a volume with a dot",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: web
            ~~~ The first one stands here.
      image: registry.example.com/shop/prepare:1.0
  containers:
    - name: web
            ^^^ There are two containers "web".
      image: nginx:1.27
      volumeMounts:
        - name: web.conf
          mountPath: /etc/nginx/conf.d
  volumes:
    - name: web.conf
            ^^^^^^^^ The volume "web.conf" has a name that Kubernetes refuses.
      configMap:
        name: web
`,
    },
    {
      title: "Hyphens and digits, and a volume called as a container",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: 1-web
      image: nginx:1.27
      volumeMounts:
        - name: 1-web
          mountPath: /var/cache/nginx
  volumes:
    - name: 1-web
      emptyDir: {}
`,
    },
  ],
});
