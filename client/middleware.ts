import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient";
import { asCommand } from "./rule-pages.ts";

/** What VS Code and its neighbours want otherwise than the server says it. */
export const middleware: Middleware = {
  workspace: {
    async configuration(params, token, next) {
      const settings = await next(params, token);
      return Array.isArray(settings)
        ? settings.map((it, n) => (params.items[n]?.section === "plimsoll" ? amid(it) : it))
        : settings;
    },
  },
  async provideHover(document, position, token, next) {
    const hover = await next(document, position, token);
    for (const content of hover?.contents ?? []) {
      // A hover drops links of a scheme that it does not know.
      if (content instanceof vscode.MarkdownString) content.value = asCommand(content.value);
    }
    return hover;
  },
};

/** The settings, without what Red Hat's YAML extension says already. */
function amid(settings: { rules?: object } | null) {
  if (!vscode.extensions.getExtension("redhat.vscode-yaml")) return settings;
  return { ...settings, rules: { ...SAID_BY_YAML, ...settings?.rules } };
}

/** Of broken YAML and of keys given twice, that extension tells whatever its own settings say of Kubernetes. */
const SAID_BY_YAML = { "invalid-yaml": "off", "duplicate-key": "off" };
