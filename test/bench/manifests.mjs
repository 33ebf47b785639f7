// Manifests as people write them, as long as one likes.

/** A text of about `lines` lines in `documents` documents, two in three of them with three findings. */
export function manyDocuments(lines, documents) {
  const each = Math.floor(lines / documents);
  return Array.from({ length: documents }, (_, index) =>
    index % 3 === 2 ? configMap(index, each) : deployment(index, each),
  ).join("---\n");
}

/** One document of about `lines` lines: a List of Deployments. */
export function oneDocument(lines) {
  const items = [];
  let reached = 3;
  for (let index = 0; reached < lines; index++) {
    const item = deployment(index, 42).trimEnd().split("\n");
    items.push(item.map((line, number) => `${number === 0 ? "- " : "  "}${line}`).join("\n"));
    reached += item.length;
  }
  return `apiVersion: v1\nkind: List\nitems:\n${items.join("\n")}\n`;
}

function deployment(index, lines) {
  const head = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop-${index}
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: shop-${index}
  template:
    metadata:
      labels:
        app: shop-${index}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      hostUsers: false
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: shop-${index} } } }
      containers:
        - name: web # serves the shop
          image: ghcr.io/acme/shop:latest
          workingDir: srv
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
          resources:
            requests: { cpu: 100m, memory: 256Mi, ephemeral-storage: 1Gi }
            limits: { cpu: "1", memory: 256Mi, ephemeral-storage: 1Gi }
          livenessProbe: { tcpSocket: { port: 8080 } }
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          env:
`;
  const variables = Math.max(1, Math.floor((lines - 33) / 2));
  const env = Array.from(
    { length: variables },
    (_, n) => `            - name: SETTING_${n}\n              value: plain\n`,
  );
  return head + env.join("");
}

function configMap(index, lines) {
  const entries = Array.from({ length: Math.max(1, lines - 6) }, (_, n) => `  setting-${n}: plain\n`);
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-${index}\n  namespace: shop\ndata:\n${entries.join("")}`;
}
