/** A Deployment of two containers, of which nothing is secure. */
export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web # the shop
          image: nginx:1.27
          securityContext:
            privileged: true
        - name: log
          image: fluentd:1.17
`;

/** A Pod that writes two defaults down. */
export const IDLE_POD = `apiVersion: v1
kind: Pod
metadata:
  name: idle
spec:
  hostIPC: false # as always
  hostPID: false
  containers:
    - name: web
      image: nginx:1.27
      securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false }
      resources: { limits: { memory: 64Mi } }
`;
