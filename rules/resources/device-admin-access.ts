import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "device-admin-access",
  severity: "warning",
  summary: "A claim on devices must not ask for those that others use.",
  presets: ["recommended"],
  fixable: "review",
  why: `With \`adminAccess\`, a claim gets devices that other pods have been given, all of them if it wants, and the driver may give it more rights over them than their users have.
Whoever takes over the container reads what others compute there, or resets the device under them.`,
  mend: `Remove \`adminAccess\`, and the claim gets a device of its own, or waits for one.
A program that watches devices in use then no longer sees them.`,
  leave:
    'Leave it for monitoring and maintenance of devices, in a namespace that bears the label `resource.kubernetes.io/admin-access: "true"`: in any other, the API server refuses it.',

  on: kind("resource.k8s.io/ResourceClaim", "resource.k8s.io/ResourceClaimTemplate"),
  *check(resource) {
    for (const request of requestsOf(resource)) {
      // Newer versions of the API hold it one step further down.
      for (const at of [request.at("adminAccess"), request.at("exactly", "adminAccess")]) {
        if (at.value !== true) continue;
        yield {
          at,
          message: `${resource.kind} "${resource.name}" asks for devices that others use.`,
          fixes: [{ title: "Remove adminAccess", safety: "review", changes: () => [{ at, remove: true }] }],
        };
      }
    }
  },

  examples: [
    {
      title: "A claim on what others were given",
      bad: `
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpus
spec:
  devices:
    requests:
      - name: gpu
        exactly:
          deviceClassName: gpu.example.com
          allocationMode: All
          adminAccess: true
                       ^^^^ ResourceClaim "gpus" asks for devices that others use.
`,
      fixed: `
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpus
spec:
  devices:
    requests:
      - name: gpu
        exactly:
          deviceClassName: gpu.example.com
          allocationMode: All
`,
    },
    {
      title: "A template makes such claims for every pod",
      bad: `
apiVersion: resource.k8s.io/v1beta1
kind: ResourceClaimTemplate
metadata:
  name: gpus
spec:
  spec:
    devices:
      requests:
        - name: gpu
          deviceClassName: gpu.example.com
          adminAccess: true
                       ^^^^ ResourceClaimTemplate "gpus" asks for devices that others use.
`,
      fixed: `
apiVersion: resource.k8s.io/v1beta1
kind: ResourceClaimTemplate
metadata:
  name: gpus
spec:
  spec:
    devices:
      requests:
        - name: gpu
          deviceClassName: gpu.example.com
`,
    },
    {
      title: "A claim on a device of its own",
      good: `
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpu
spec:
  devices:
    requests:
      - name: gpu
        exactly:
          deviceClassName: gpu.example.com
          adminAccess: false
`,
    },
  ],
});

const requestsOf = (resource: Resource) => {
  const spec = resource.kind === "ResourceClaimTemplate" ? resource.at("spec", "spec") : resource.at("spec");
  return spec.at("devices", "requests").children;
};
