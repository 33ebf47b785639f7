import { accountTokens } from "../model/account-tokens.ts";
import { rule } from "../rule.ts";

/** Bounds of the API server's validation, in seconds. Source: `ValidateProjectedVolumeSource` in pkg/apis/core/validation. */
const SHORTEST = 600;
const LONGEST = 2 ** 32;
const DAY = 24 * 60 * 60;
const HOUR = 60 * 60;

export default rule({
  id: "long-lived-token",
  severity: "warning",
  summary: "A token that a pod mounts should end within a day.",
  presets: ["recommended"],
  fixable: "review",
  why: `The kubelet renews a projected token long before it ends, so nothing is won by a long life, and whoever reads the file has it for that long.
It ends with its pod only for those who ask the API server about it: Vault or a cloud that checks its signature does not.
The API server refuses less than ten minutes.`,
  mend: `Leave \`expirationSeconds\` out, which is an hour, or set it to a few.
A program that reads the file once and never again fails when the token ends: it must read it anew, as all clients of the API server do.`,
  leave: "Leave it for a program that reads its token only once and lives for days.",

  on: accountTokens,
  *check({ place, volume }) {
    const expiry = place.at("expirationSeconds");
    const seconds = expiry.number;
    if (seconds === undefined || (seconds >= SHORTEST && seconds <= DAY)) return;

    const isRefused = seconds < SHORTEST || seconds > LONGEST;
    yield {
      at: expiry,
      severity: isRefused ? "error" : "warning",
      message: isRefused
        ? `A token of ${seconds} seconds is refused.`
        : `The token in volume "${volume.name}" is valid for ${Math.round(seconds / DAY)} ${seconds < 1.5 * DAY ? "day" : "days"}.`,
      fixes: [{ title: "Set it to an hour", safety: "review", changes: () => [{ at: expiry, value: HOUR }] }],
    };
  },

  examples: [
    {
      title: "Whoever reads this file has its token for a year",
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
        - name: vault
          mountPath: /var/run/secrets/vault
  volumes:
    - name: vault
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
              expirationSeconds: 31536000
                                 ^^^^^^^^ The token in volume "vault" is valid for 365 days.
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
        - name: vault
          mountPath: /var/run/secrets/vault
  volumes:
    - name: vault
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
              expirationSeconds: 3600
`,
    },
    {
      title: "Less than ten minutes is refused",
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
    - name: vault
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
              expirationSeconds: 60
                                 ^^ A token of 60 seconds is refused.
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
  volumes:
    - name: vault
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
              expirationSeconds: 3600
`,
    },
    {
      title: "An hour is what it is by itself, and a day is a day",
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
    - name: vault
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
          - serviceAccountToken:
              path: aws
              audience: sts.amazonaws.com
              expirationSeconds: 86400
`,
    },
  ],
});
