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

serve(createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self)), rules);
