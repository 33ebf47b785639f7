import { type Amount, amounts, isBytes } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { quantity } from "../model/quantity.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-quantity",
  severity: "error",
  summary: "An amount must be written as Kubernetes reads amounts.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The API server refuses the whole resource for one amount that it cannot read or that is negative.
In a chart or a pipeline that shows only at the last step, and the release stops half done.`,
  mend: `Amounts end in \`k\`, \`M\`, \`G\`, \`T\`, \`P\` and \`E\` (powers of 1000), in \`Ki\`, \`Mi\`, \`Gi\` … (powers of 1024), in \`m\`, \`u\` and \`n\` (thousandths and less) or in nothing.
There is no \`B\` for bytes, no blank before the suffix, and large and small letters are different: \`1G\` is an amount, \`1g\` and \`1GB\` are none.
The fix proposes the binary suffix, as it is what programs mean by megabytes of memory: see whether you mean it.`,
  leave: "Leave it where a tool that Plimsoll does not know replaces the value before it is applied.",

  on: amounts,
  *check({ place, of, title, role }) {
    const { value } = place;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") return;
    const read = quantity(value);
    if (read !== undefined && read.nanos >= 0n) return;

    const meant = read === undefined ? meantBy(String(value), of) : undefined;
    yield {
      at: place,
      message:
        read === undefined
          ? `${title} has a ${role} of "${value}" for ${of}, which Kubernetes cannot read.`
          : `${title} has a negative ${role} for ${of}.`,
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
      title: "Bytes have no letter of their own",
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
          memory: 256MB
                  ^^^^^ Container "web" has a request of "256MB" for memory, which Kubernetes cannot read.
        limits:
          memory: 1 gb
                  ^^^^ Container "web" has a limit of "1 gb" for memory, which Kubernetes cannot read.
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
          memory: 1Gi
`,
    },
    {
      title: "Less than nothing cannot be asked for, nor can words",
      bad: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: team
spec:
  hard:
    requests.cpu: -4
                  ^^ ResourceQuota "team" has a negative quota for requests.cpu.
    limits.memory: plenty
                   ^^^^^^ ResourceQuota "team" has a quota of "plenty" for limits.memory, which Kubernetes cannot read.
`,
    },
    {
      title: "Fractions, exponents and plain numbers are amounts",
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
          cpu: 0.25
          memory: 1.5Gi
        limits:
          cpu: 1
          memory: 2e9
  volumes:
    - name: cache
      emptyDir:
        sizeLimit: 500M
`,
    },
    {
      title: "A claim's size counts, too",
      bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10GiB
               ^^^^^ PersistentVolumeClaim "data" has a request of "10GiB" for storage, which Kubernetes cannot read.
`,
      fixed: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
    },
  ],
});

/** What someone means who writes bytes as people do: `512MB`, `1 gb`, `2GiB`. */
function meantBy(written: string, of: Amount["of"]): string | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgtp])i?(?:b|bytes?)?\s*$/i.exec(written);
  if (match === null || !isBytes(of)) return undefined;
  return `${match[1]}${match[2]?.toUpperCase()}i`;
}
