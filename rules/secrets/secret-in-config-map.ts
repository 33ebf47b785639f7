import { isSecret, secretLineIn } from "../model/credentials.ts";
import { passage } from "../model/passage.ts";
import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "secret-in-config-map",
  severity: "warning",
  summary: "A secret should not stand in a ConfigMap.",
  presets: ["recommended"],
  why: `Far more people and programs may read ConfigMaps than Secrets: the built-in role \`view\` shows the ones and hides the others, dashboards print them, and encryption at rest is mostly set up for Secrets alone.
Whoever finds a password there logs in with it, and nobody notices.`,
  mend: `Change the secret first: this one is known to all who have seen the file, and its history keeps it.
Then keep the new one in a Secret, which a tool fills from where your secrets live (External Secrets, Sealed Secrets, SOPS, a CSI driver), and mount that beside the ConfigMap.
Where a program wants one file that holds both, let an init container or the program put the secret in from a variable (\`\${DB_PASSWORD}\`).
No edit can do that here, so there is no fix.`,
  leave:
    "Leave it for a value that is no secret in spite of its name, or that only ever opens a database on your own machine.",

  on: kind("ConfigMap"),
  *check(configMap) {
    for (const entry of configMap.at("data").children) {
      const text = ifKnown(() => entry.string, undefined);
      const part = text === undefined ? undefined : secretPart(String(entry.step), text);
      if (part === undefined) continue;
      yield {
        at: whole(entry, part, text),
        message: `"${entry.step}" of ConfigMap "${configMap.name}" holds a secret in plain text.`,
      };
    }
  },

  examples: [
    {
      title: "A password among settings",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  DB_HOST: db
  DB_PASSWORD: hunter2abc
               ^^^^^^^^^^ "DB_PASSWORD" of ConfigMap "shop" holds a secret in plain text.
`,
    },
    {
      title: "A secret within a file",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  application.properties: |
    spring.datasource.url=jdbc:postgresql://db/shop
    spring.datasource.password=hunter2abc
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "application.properties" of ConfigMap "shop" holds a secret in plain text.
`,
    },
    {
      title: "What only speaks of a secret is none",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  PASSWORD_FILE: /run/secrets/db
  TLS_SECRET: web-tls
  schema.yaml: |
    password: string
    token: required
  start.sh: |
    export DB_PASSWORD=$(cat /run/secrets/db)
    psql "postgres://shop:$DB_PASSWORD@db/shop"
`,
    },
  ],
});

/** The part of an entry that is a secret: all of a single value, or a line of a file. */
function secretPart(key: string, text: string): string | undefined {
  return !text.trim().includes("\n") && isSecret(key, text.trim()) ? text : secretLineIn(text);
}

const whole = (entry: Place, part: string, text: string | undefined): Place =>
  part === text ? entry : passage(entry, part);
