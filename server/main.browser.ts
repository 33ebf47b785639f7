import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { rules } from "../rules/index.ts";
import { serve } from "./server.ts";

/** What a web worker is to itself. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const messages = [new BrowserMessageReader(self), new BrowserMessageWriter(self)] as const;
serve(createConnection(ProposedFeatures.all, ...messages), rules, async () => undefined);
