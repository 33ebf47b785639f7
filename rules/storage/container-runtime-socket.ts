import { leadsToRuntime } from "../model/host-paths.ts";
import { volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "container-runtime-socket",
  severity: "error",
  summary: "A pod must not reach the container runtime of its node.",
  presets: ["recommended"],
  replaces: ["host-path-volume", "restricted-volume"],
  why: `Whoever can write to the socket of Docker, containerd or CRI-O starts containers on the node as they like: privileged ones, with the node's disk mounted, past every policy of the API server.
One line of \`curl\` makes a process in the pod root on the node, and from there it reads the tokens of every pod that runs there.
\`readOnly\` does not help: it keeps the file of the socket from being changed, not its use.
A folder that holds the socket, as \`/run\`, is the same.`,
  mend: `Build images with a builder that needs no runtime of the node (BuildKit or Buildah without root), run tests with containers on a machine of their own, and read logs and metrics from the kubelet.
No edit can choose for you, so there is no fix.`,
  leave:
    "Leave it for agents of security and monitoring whose maker asks for it and to whom you trust the node, in a namespace of their own.",

  on: volumes,
  *check(volume) {
    const path = volume.at("hostPath", "path");
    if (path.string === undefined || !leadsToRuntime(path.string)) return;
    yield { at: path, message: `Volume "${volume.name}" gives the pod the container runtime of its node.` };
  },

  examples: [
    {
      title: "Docker in a pod is root on the node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: docker:27-cli
      volumeMounts:
        - name: docker
          mountPath: /var/run/docker.sock
          readOnly: true
  volumes:
    - name: docker
      hostPath:
        path: /var/run/docker.sock
              ^^^^^^^^^^^^^^^^^^^^ Volume "docker" gives the pod the container runtime of its node.
`,
    },
    {
      title: "The folder of a socket is the socket",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: registry.example.com/ops/agent:2.1
          volumeMounts:
            - name: run
              mountPath: /host/run
      volumes:
        - name: run
          hostPath:
            path: /run/
                  ^^^^^ Volume "run" gives the pod the container runtime of its node.
`,
    },
    {
      title: "Sockets of other services, and a socket of the pod's own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: moby/buildkit:rootless
      volumeMounts:
        - name: identity
          mountPath: /run/spire/sockets
          readOnly: true
        - name: run
          mountPath: /var/run
  volumes:
    - name: identity
      hostPath:
        path: /run/spire/sockets
    - name: run
      emptyDir: {}
`,
    },
  ],
});
