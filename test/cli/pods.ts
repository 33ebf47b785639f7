/** A Pod that one rule speaks of, and that a review mends. */
export const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        privileged: true # to be sure
        runAsNonRoot: true
`;

export const MENDED = PRIVILEGED.replace("        privileged: true # to be sure\n", "");

/** The flags that ask for that rule alone. */
export const ONE_RULE = "--preset none --select privileged-container";
