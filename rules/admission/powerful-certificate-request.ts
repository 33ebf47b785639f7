import { identityOf } from "../model/certificate-requests.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "powerful-certificate-request",
  severity: "error",
  summary: "A certificate should not make its holder an administrator of the cluster or a part of it.",
  presets: ["recommended"],
  why: `A client certificate is its holder's name and groups until it expires: the API server looks at no list of revoked ones.
One for \`system:masters\` passes RBAC by altogether, and can be taken back only by renewing the cluster's authority; one for the controller manager or the scheduler reads every Secret or places any pod.
Such a request in a repository is often a way back in that somebody has left.`,
  mend: `Ask for a name and a group of your own, and bind a role to it: a binding can be taken back.
People should log in by OpenID Connect, programs by a service account.
The API server itself refuses \`system:masters\` from the signer \`kubernetes.io/kube-apiserver-client\`, but no other group.`,
  leave: "Leave it in tests of an admission policy.",

  on: kind("certificates.k8s.io/CertificateSigningRequest"),
  *check(resource) {
    const at = resource.at("spec", "request");
    const identity = identityOf(at.string ?? "");
    const signer = resource.at("spec", "signerName").string;
    if (identity === undefined || (signer !== undefined && !signer.includes("client"))) return;
    const group = identity.groups.find((it) => GROUPS.has(it));
    const name = identity.names.find((it) => NAMES.test(it));
    if (group === undefined && name === undefined) return;

    yield {
      at,
      message:
        group === undefined
          ? `This certificate lets its holder pass for "${name}".`
          : `This certificate puts its holder into the group "${group}".`,
    };
  },

  examples: [
    {
      title: "A certificate for system:masters cannot be taken back",
      bad: `
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: mallory
spec:
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
  request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHcU1GNENBUUF3S3pFWE1CVUdBMVVFQ2d3T2MzbHpkR1Z0T20xaGMzUmxjbk14RURBT0JnTlZCQU1NQjIxaApiR3h2Y25rd0tqQUZCZ01yWlhBRElRQzBPRDJBSWI1aWFiWkI4OW9FaVR6NFhCV3lNVzZjbkdhQVJoN1hHWFlWCmNxQUFNQVVHQXl0bGNBTkJBUEVONjhUUWhvRFdyUGFSTG0xY0hhRDgyOFVkYUFlbFpYcVNrcTBhV0Fhc1dMbDYKNnM3QkhSVUthaGZCRUtDblVFcEFrazRjeHFndkMxTkVLUlVwckF3PQotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This certificate puts its holder into the group "system:masters".
`,
    },
    {
      title: "A name and a group of one's own are bound to a role, and set free again",
      good: `
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: till
spec:
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
  request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHZE1GRUNBUUF3SGpFTk1Bc0dBMVVFQ2d3RWMyaHZjREVOTUFzR0ExVUVBd3dFZEdsc2JEQXFNQVVHQXl0bApjQU1oQUpOV2h2clpsaFh2SXlDelZBRklFMU1wYzBEQmFKYkpwL2pNbXVvREIwK1JvQUF3QlFZREsyVndBMEVBCjNzWjcxSzBEWGhHQ0dvakN0Vks2VW9Cc3VTRkFEQnUvdGp2T0gvOVE2N1I4K0dhdmxOdlAxSTZKaFdMT2RibUoKZWo3TzBzN2dvZUNJNTA1ajJFeVpBdz09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
`,
    },
  ],
});

/** Groups that Kubernetes and kubeadm make administrators of. */
const GROUPS: ReadonlySet<string> = new Set(["kubeadm:cluster-admins", "system:masters"]);

/** Users that Kubernetes takes for its own parts, and the name that kubeadm gives its administrator. */
const NAMES =
  /^(?:kubernetes-admin|system:(?:admin|apiserver|kube-controller-manager|kube-scheduler|serviceaccount:.+))$/;
