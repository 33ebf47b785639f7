import { allOf, mountsOf } from "../model/mounts.ts";
import { isFragment } from "../model/patches.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** A variable in an expression; `$$(…)` is none. */
const VARIABLE = /\$(\$|\(([^)]*)\))/g;
/** What the kubelet adds for each Service. */
const OF_SERVICE = /_(?:SERVICE_HOST|SERVICE_PORT(?:_.*)?|PORT(?:_\d+_.*)?)$/;

export default rule({
  id: "undefined-sub-path-variable",
  severity: "error",
  summary: "A path within a volume may use only variables that its container has.",
  presets: ["recommended"],
  why: "The kubelet does not start a container whose `subPathExpr` names a variable that it does not have: the pod stays in `CreateContainerConfigError`.",
  mend: "Add the variable to the container's `env`, for example from `fieldRef: metadata.name`, or correct its name.",
  leave: "Leave it where a webhook adds the variable.",

  on: containers,
  *check(container) {
    const mounts = mountsOf(container).filter((mount) => mount.at("subPathExpr").exists);
    if (mounts.length === 0 || container.at("envFrom").exists || isFragment(container.pod.owner)) return;
    const names = allOf(container.at("env")).map((it) => it.at("name").string);
    for (const mount of mounts) {
      const at = mount.at("subPathExpr");
      for (const [, , name] of (at.string ?? "").matchAll(VARIABLE)) {
        if (name === undefined || names.includes(name) || OF_SERVICE.test(name)) continue;
        yield { at, message: `${titleOf(container)} has no variable "${name}" for the path "${at.shown}".` };
      }
    }
  },

  examples: [
    {
      title: "A variable by another name",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      env:
        - name: POD
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
      volumeMounts:
        - name: logs
          mountPath: /var/log/nginx
          subPathExpr: logs/$(POD_NAME)
                       ^^^^^^^^^^^^^^^^ Container "web" has no variable "POD_NAME" for the path "logs/$(POD_NAME)".
  volumes:
    - name: logs
      persistentVolumeClaim:
        claimName: logs
`,
    },
    {
      title: "Variables of the container, of others' making, and none",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: prepare
      image: registry.example.com/shop/prepare:1.0
      envFrom:
        - configMapRef:
            name: paths
      volumeMounts:
        - name: logs
          mountPath: /logs
          subPathExpr: $(LOGS)
  containers:
    - name: web
      image: nginx:1.27
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
      volumeMounts:
        - name: logs
          mountPath: /var/log/nginx
          subPathExpr: $(POD_NAME)/$$(DATE)
  volumes:
    - name: logs
      persistentVolumeClaim:
        claimName: logs
`,
    },
  ],
});
