import { globsSchema, isWithin, matchesAny } from "../model/globs.ts";
import { plainPath } from "../model/host-paths.ts";
import { mountsOf } from "../model/mounts.ts";
import { type Container, containers } from "../model/pods.ts";
import { mentionOf, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly volumes?: readonly string[];
  readonly paths?: readonly string[];
}

export default rule<Container, Options>({
  id: "forbidden-mount",
  severity: "warning",
  summary: "A container must not mount what the organisation has ruled out.",
  options: {
    properties: {
      volumes: globsSchema("Names of volumes that no container may mount: `host-*`."),
      paths: globsSchema("Folders of a container that nothing may be mounted to, nor below: `/etc`, `/usr/*/bin`."),
    },
    required: [],
  },
  why: `A mount over a folder of the image takes the place of what was scanned and signed there: programs in \`/usr/bin\`, rules in \`/etc\`.
A volume that others share by its name hands on what was meant for one of them.`,
  mend: "Mount it elsewhere, or do without it.",
  leave: "Leave it where an exception was made.",

  on: containers,
  *check(container, { options: { volumes = [], paths = [] } }) {
    for (const mount of mountsOf(container)) {
      const name = mount.at("name");
      const path = mount.at("mountPath");
      if (matchesAny(name.string ?? "", volumes)) {
        yield { at: name, message: `${titleOf(container)} mounts volume "${name.string}", which is not allowed.` };
      }
      const folder = path.string;
      if (folder !== undefined && paths.some((it) => isWithin(plainPath(folder), it))) {
        yield { at: path, message: `Nothing may be mounted to "${folder}" of ${mentionOf(container)}.` };
      }
    }
  },

  examples: [
    {
      title: "Names and folders may be ruled out",
      options: { volumes: ["host-*"], paths: ["/etc"] },
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
        - name: host-logs
                ^^^^^^^^^ Container "web" mounts volume "host-logs", which is not allowed.
          mountPath: /logs
        - name: rules
          mountPath: /etc/sudoers.d
                     ^^^^^^^^^^^^^^ Nothing may be mounted to "/etc/sudoers.d" of container "web".
  volumes:
    - name: host-logs
      hostPath:
        path: /var/log
    - name: rules
      configMap:
        name: rules
`,
    },
    {
      title: "Others may be mounted",
      options: { volumes: ["host-*"], paths: ["/etc"] },
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
        - name: rules
          mountPath: /rules
  volumes:
    - name: rules
      configMap:
        name: rules
`,
    },
  ],
});
