import { isHook } from "../model/hooks.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "naked-pod",
  severity: "info",
  summary: "A pod that is to keep running should have a controller.",
  presets: ["strict"],
  why: `A pod without a controller is gone when its node is: nothing makes another.
It cannot be updated without an outage, and a drain of its node stops until someone deletes it by hand.`,
  mend: "Make it the template of a Deployment, a StatefulSet, a DaemonSet or, if it is to end, a Job.",
  leave: `Leave it for a pod that is only looked at for an hour, and for static pods of a node.
A pod that may end (\`restartPolicy: Never\` or \`OnFailure\`), a hook, and a part of the control plane are not accused.`,

  on: kind("Pod"),
  *check(pod) {
    const { at, name } = pod;
    if ((at("spec", "restartPolicy").value ?? "Always") !== "Always" || isHook(pod) || isControlPlane(pod)) return;
    const isControlled = at("metadata", "ownerReferences").children.some((it) => it.at("controller").value === true);
    // A pod without a name is what a test expects to find, and is not applied.
    if (isControlled || name === "") return;

    yield { at: at("metadata", "name"), message: `Nothing makes pod "${name}" anew when its node is gone.` };
  },

  examples: [
    {
      title: "A pod without a controller goes with its node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ Nothing makes pod "web" anew when its node is gone.
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "An owner that is no controller only has the pod cleared away",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ Nothing makes pod "web" anew when its node is gone.
  ownerReferences:
    - apiVersion: v1
      kind: ConfigMap
      name: web
      uid: daf540b6-b932-4b2d-a9b1-fa9cdfbff38b
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A pod as the cluster shows it names its controller",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web-7f7b76bc5b-6vb88
  ownerReferences:
    - apiVersion: apps/v1
      controller: true
      kind: ReplicaSet
      name: web-7f7b76bc5b
      uid: daf540b6-b932-4b2d-a9b1-fa9cdfbff38b
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A pod that is to end is its own matter",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: smoke-test
spec:
  restartPolicy: Never
  containers:
    - name: curl
      image: curlimages/curl:8.11.0
      args: [http://web]
`,
    },
    {
      title: "The kubelet itself keeps a static pod of the control plane",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
  labels:
    component: kube-scheduler
    tier: control-plane
spec:
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.34.0
`,
    },
  ],
});

/** Whether the kubelet reads the pod from a file of its node. Throws `unknowable`. */
const isControlPlane = ({ at }: Resource): boolean =>
  at("metadata", "labels", "tier").value === "control-plane" ||
  at("metadata", "annotations", "kubernetes.io/config.source").exists ||
  at("metadata", "annotations", "kubernetes.io/config.mirror").exists;
