import { amountAt, amounts, isBytes, isSlip } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { canonical, isWhole, type Quantity } from "../model/quantity.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "too-few-bytes",
  severity: "error",
  summary: "An amount of memory or storage must not be some bytes by mistake.",
  presets: ["recommended"],
  fixable: "choice",
  why: `\`memory: 512m\` is not 512 megabytes but half a byte: \`m\` means thousandths, as in \`cpu: 500m\`.
Kubernetes takes it without a word that anyone reads.
As a limit, it keeps the container from starting, with an error of the runtime that does not mention the cause; as a request, it tells the scheduler that the container needs nothing, and so it is packed on a full node and evicted first.`,
  mend: `Write the suffix that is meant: \`512Mi\` is 512 · 1024², \`512M\` is 512 · 1000².
No container starts with less than some megabytes, as its runtime itself needs them.`,
  leave: "Leave it in tests of what Kubernetes does with such an amount.",

  on: amounts,
  *check({ place, of, title, role }) {
    if (!isBytes(of)) return;
    const amount = amountAt(place);
    if (amount === undefined || !isSlip(of, amount)) return;

    const number = /^\s*(\d+(?:\.\d+)?)/.exec(String(place.value))?.[1];
    const meant = number === undefined ? undefined : `${number}Mi`;
    yield {
      at: place,
      message: `${title} has a ${role} of ${inBytes(amount)} for ${of}.`,
      fixes:
        meant === undefined
          ? []
          : [
              {
                title: `Set it to ${meant}`,
                safety: "choice",
                changes: () => [{ at: place, value: new Proposal(meant) }],
              },
            ],
    };
  },

  examples: [
    {
      title: "The letter m stands for thousandths, and no letter for bytes",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 100m
          memory: 256
                  ^^^ Container "web" has a request of 256 bytes for memory.
        limits:
          memory: 512m
                  ^^^^ Container "web" has a limit of 0.512 bytes for memory.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 100m
          memory: 256Mi
        limits:
          memory: 512Mi
`,
    },
    {
      title: "A volume of some bytes is full at once",
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
  volumes:
    - name: cache
      emptyDir:
        sizeLimit: "500"
                   ^^^^^ Volume "cache" has a size limit of 500 bytes for storage.
`,
      fixed: `
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
  volumes:
    - name: cache
      emptyDir:
        sizeLimit: "500Mi"
`,
    },
    {
      title: "Megabytes may be written in bytes, and nothing is nothing",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          memory: "0"
          ephemeral-storage: 10M
        limits:
          cpu: 500m
          memory: 268435456
`,
    },
  ],
});

function inBytes(amount: Quantity): string {
  if (isWhole(amount)) return `${canonical({ nanos: amount.nanos, format: "exponent" }).replace(/e3$/, "000")} bytes`;
  return `${Number(amount.nanos) / 1e9} bytes`;
}
