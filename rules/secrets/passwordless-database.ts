import { type Change, Proposal } from "../model/change.ts";
import type { Place } from "../model/place.ts";
import { type Container, containers } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** A variable by which the image of a database is told to ask for no password. */
interface Switch {
  readonly name: string;
  readonly opens: RegExp;
  /** Variables that set a password in spite of it. */
  readonly unless?: RegExp;
  readonly mend?: { readonly title: string; readonly changes: (variable: Place) => readonly Change[] };
}

const fromSecret = (name: string): Required<Pick<Switch, "mend">>["mend"] => ({
  title: "Take a password from a Secret",
  changes: (variable) => [
    {
      at: variable,
      value: { name, valueFrom: { secretKeyRef: { name: new Proposal("database"), key: new Proposal("password") } } },
    },
  ],
});
const MYSQL_PASSWORD = /^(?:MYSQL|MARIADB)_(?:RANDOM_)?ROOT_PASSWORD(?:_FILE|_HASH)?$/;

/** As the pages of the images say: https://hub.docker.com/_/mysql, /_/mariadb, /_/postgres, /_/elasticsearch, /_/neo4j and so on. */
const SWITCHES: readonly Switch[] = [
  // Any text counts, `no` included.
  { name: "MYSQL_ALLOW_EMPTY_PASSWORD", opens: /./, unless: MYSQL_PASSWORD, mend: fromSecret("MYSQL_ROOT_PASSWORD") },
  {
    name: "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
    opens: /./,
    unless: MYSQL_PASSWORD,
    mend: fromSecret("MARIADB_ROOT_PASSWORD"),
  },
  {
    name: "POSTGRES_HOST_AUTH_METHOD",
    opens: /^trust$/,
    mend: {
      title: "Ask for a password",
      changes: (variable) => [{ at: variable.at("value"), value: "scram-sha-256" }],
    },
  },
  { name: "ALLOW_EMPTY_PASSWORD", opens: /^(?:1|true|yes)$/i, unless: /_PASSWORD(?:_FILE)?$/ },
  { name: "xpack.security.enabled", opens: /^false$/i },
  { name: "DISABLE_SECURITY_PLUGIN", opens: /^true$/i },
  { name: "INFLUXDB_HTTP_AUTH_ENABLED", opens: /^false$/i },
  { name: "NEO4J_AUTH", opens: /^none$/i },
  { name: "ARANGO_NO_AUTH", opens: /^(?:1|true|yes)$/i },
  { name: "CLICKHOUSE_SKIP_USER_SETUP", opens: /^1$/ },
];

export default rule({
  id: "passwordless-database",
  severity: "warning",
  summary: "A database should ask for a password.",
  presets: ["recommended"],
  fixable: "choice",
  why: `Whoever reaches the port of such a database is its administrator: every pod of the cluster is that near, unless a NetworkPolicy says otherwise, and so is an attacker in any one of them.
He reads and deletes all data; MySQL and PostgreSQL also write files and run programs for their administrator.`,
  mend: `Remove the switch, and give the image its password from a Secret.
Its clients need it, too, and what is stored already keeps the old setting until it is changed in the database itself.`,
  leave: `Leave it for a database that lives as long as a test.
A switch beside a password is not accused where the image then takes the password.`,

  on: containers,
  *check(container) {
    for (const variable of container.at("env").children) {
      const found = SWITCHES.find((it) => it.name === variable.at("name").string);
      const value = variable.at("value");
      if (found === undefined || !found.opens.test(value.string ?? "") || hasOther(container, variable, found))
        continue;

      const { mend } = found;
      yield {
        at: value,
        message: `The database in ${mentionOf(container)} asks for no password.`,
        fixes:
          mend === undefined ? [] : [{ title: mend.title, safety: "choice", changes: () => mend.changes(variable) }],
      };
    }
  },

  examples: [
    {
      title: "Whoever reaches the port is its administrator",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: mysql
      image: mysql:8.4
      env:
        - name: MYSQL_ALLOW_EMPTY_PASSWORD
          value: "no" # any text counts
                 ^^^^ The database in container "mysql" asks for no password.
    - name: postgres
      image: postgres:17.2
      env:
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef: { name: postgres, key: password }
        - name: POSTGRES_HOST_AUTH_METHOD
          value: trust
                 ^^^^^ The database in container "postgres" asks for no password.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: mysql
      image: mysql:8.4
      env:
        - name: MYSQL_ROOT_PASSWORD
          valueFrom:
            secretKeyRef:
              name: database
              key: password
    - name: postgres
      image: postgres:17.2
      env:
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef: { name: postgres, key: password }
        - name: POSTGRES_HOST_AUTH_METHOD
          value: scram-sha-256
`,
    },
    {
      title: "Search engines have a switch, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: search
spec:
  containers:
    - name: elasticsearch
      image: docker.elastic.co/elasticsearch/elasticsearch:8.17.0
      env:
        - name: xpack.security.enabled
          value: "false"
                 ^^^^^^^ The database in container "elasticsearch" asks for no password.
`,
    },
    {
      title: "A password counts more than the switch",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: mysql
      image: mysql:8.4
      env:
        - name: MYSQL_ALLOW_EMPTY_PASSWORD
          value: "yes"
        - name: MYSQL_ROOT_PASSWORD
          valueFrom:
            secretKeyRef: { name: mysql, key: password }
    - name: replica
      image: mysql:8.4
      env:
        - name: MYSQL_ALLOW_EMPTY_PASSWORD
          value: ""
`,
    },
  ],
});

/** Whether another variable sets a password, or could: what `envFrom` brings is not known. */
function hasOther(container: Container, self: Place, { unless }: Switch): boolean {
  if (unless === undefined) return false;
  if (container.at("envFrom").children.length > 0) return true;
  return container.at("env").children.some((it) => it !== self && unless.test(it.at("name").string ?? ""));
}
