import { type CancellationToken, type ExecuteCommandParams, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { workspaceEditOf } from "../protocol.ts";
import type { Session } from "../session.ts";
import { isRecord } from "../settings.ts";
import { safeEdits } from "./code-actions.ts";

/**
 * The one command of the server: makes all safe fixes of the document that its argument names (`{ "uri": … }`), or of all
 * documents that are open. Answers with the number of documents that were mended.
 */
export const FIX_ALL_COMMAND = "plimsoll.fixAll";

export async function execute(
  { command, arguments: given = [] }: ExecuteCommandParams,
  session: Session,
  token: CancellationToken,
): Promise<number> {
  if (command !== FIX_ALL_COMMAND)
    throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command "${command}".`);
  const [argument] = given;
  const named = isRecord(argument) && typeof argument.uri === "string" ? argument.uri : undefined;
  const uris = named === undefined ? session.documents.all.map(({ uri }) => uri) : [named];
  return session.busy(async () => {
    let mended = 0;
    for (const uri of uris) {
      if (token.isCancellationRequested) break;
      const judged = await session.judged(uri, token);
      const edits = judged === undefined ? [] : safeEdits(judged, session.log);
      if (judged === undefined || edits.length === 0) continue;
      const edit = workspaceEditOf(judged, edits, session.abilities);
      const { applied } = await session.connection.workspace.applyEdit({ label: "Fix all safe problems", edit });
      if (applied) mended++;
    }
    return mended;
  });
}
