import { variables } from "../model/environment.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule, type Severity } from "../rule.ts";

/** A variable that switches a framework's debug mode on. */
interface Switch {
  readonly on: RegExp;
  /** What to write instead; nothing, if the variable should go. */
  readonly off?: string;
  readonly severity?: Severity;
}

/** The variables by which frameworks are told to show what they know, as their own documents name them. */
const SWITCHES: ReadonlyMap<string, Switch> = new Map([
  ["APP_DEBUG", { on: /^(?:true|1|on|yes)$/i, off: "false" }],
  ["ASPNETCORE_ENVIRONMENT", { on: /^development$/i, off: "Production", severity: "info" }],
  ["DJANGO_DEBUG", { on: /^(?:true|1|on|yes)$/i, off: "false" }],
  ["FLASK_DEBUG", { on: /^(?:true|1|on|yes)$/i, off: "0" }],
  ["FLASK_ENV", { on: /^development$/i, off: "production" }],
  ["NODE_ENV", { on: /^development$/, off: "production", severity: "info" }],
  ["RAILS_ENV", { on: /^development$/, off: "production" }],
  ["WERKZEUG_DEBUG_PIN", { on: /^off$/i }],
]);

export default rule({
  id: "debug-mode",
  severity: "warning",
  summary: "A program should not run in debug mode where others reach it.",
  presets: ["recommended"],
  fixable: "review",
  why: `In debug mode a framework answers an error with its source, its settings and its environment, and some run what is typed into the error page: Flask's debugger is a Python shell in the browser, Rails has a console there, Laravel's page ran code of anyone (CVE-2021-3129).
Whoever can make a request fail so reads the database's password, or is in the container.`,
  mend: `Set the variable to what production wants, and keep the other value in the overlay for your own machine.
Errors then show as a bare \`500\`: read them in the log. Code is no longer reloaded as it changes, and caches are on.`,
  leave: "Leave it in manifests for a cluster on your own machine.",

  on: variables,
  *check({ container, place, name }) {
    const value = place.at("value");
    const found = SWITCHES.get(place.at("name").string ?? "");
    if (found === undefined || !found.on.test(value.string ?? "")) return;

    const { off, severity } = found;
    yield {
      at: value,
      message: `Variable "${name}" has ${mentionOf(container)} run in debug mode.`,
      ...(severity && { severity }),
      fixes: [
        {
          title: off === undefined ? `Remove ${name}` : `Set ${name} to ${off}`,
          safety: "review",
          changes: () => [off === undefined ? { at: place, remove: true } : { at: value, value: off }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A debugger that runs what is typed into it",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: FLASK_DEBUG
          value: "1"
                 ^^^ Variable "FLASK_DEBUG" has container "web" run in debug mode.
        - name: WERKZEUG_DEBUG_PIN
          value: "off"
                 ^^^^^ Variable "WERKZEUG_DEBUG_PIN" has container "web" run in debug mode.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: FLASK_DEBUG
          value: "0"
`,
    },
    {
      title: "The environment is that of a developer",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - { name: RAILS_ENV, value: development }
                                    ^^^^^^^^^^^ Variable "RAILS_ENV" has container "web" run in debug mode.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - { name: RAILS_ENV, value: production }
`,
    },
    {
      title: "In production, and where only logs become longer",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: FLASK_DEBUG
          value: "0"
        - name: NODE_ENV
          value: production
        - name: LOG_LEVEL
          value: debug
`,
    },
  ],
});
