import { globsSchema, matchesAny, told } from "../model/globs.ts";
import { type Volume, volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly drivers: readonly string[];
}

export default rule<Volume, Options>({
  id: "unlisted-flexvolume-driver",
  severity: "warning",
  summary: "A FlexVolume must use a driver that the organisation allows.",
  options: {
    properties: { drivers: globsSchema("Names of the drivers that may be used: `example.com/lvm`.") },
    required: ["drivers"],
  },
  why: `A FlexVolume driver is a program on the node that the kubelet runs as root with what the pod's manifest says.
Many were never meant to be safe from those who write that.`,
  mend: "Use a CSI driver in its place, or a driver that is allowed.",
  leave: "Leave it while the volumes are moved to a CSI driver: FlexVolume is deprecated since Kubernetes 1.23.",

  on: volumes,
  *check(volume, { options: { drivers } }) {
    const at = volume.at("flexVolume", "driver");
    const driver = at.string;
    if (driver === undefined || matchesAny(driver, drivers)) return;

    yield { at, message: `Driver "${driver}" of volume "${volume.name}" is not ${told(drivers)}.` };
  },

  examples: [
    {
      title: "A driver is a program that runs as root",
      options: { drivers: ["example.com/lvm"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: data
      flexVolume:
        driver: example.com/cifs
                ^^^^^^^^^^^^^^^^ Driver "example.com/cifs" of volume "data" is not "example.com/lvm".
`,
    },
    {
      title: "One is allowed",
      options: { drivers: ["example.com/lvm"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: data
      flexVolume:
        driver: example.com/lvm
    - name: tmp
      emptyDir: {}
`,
    },
  ],
});
