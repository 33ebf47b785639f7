import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { type Log, lint, type Problem } from "../../rules/lint.ts";
import type { Manifest } from "../../rules/model/manifest.ts";
import type { Step } from "../../rules/model/place.ts";
import type { Edit, Span } from "../../rules/model/source.ts";
import type { Fix, Rule, Safety } from "../../rules/rule.ts";
import type { Judged } from "../documents.ts";
import { mend, soundEdits } from "../mend.ts";
import { type Confirmation, diagnosticOf, workspaceEditOf } from "../protocol.ts";
import type { Session } from "../session.ts";
import { isRecord } from "../settings.ts";
import { harden, hardenable, knownHardenable, type Measure } from "./harden.ts";

/** The kinds of our actions. */
export const QUICK_FIX = `${CodeActionKind.QuickFix}.plimsoll`;
export const HARDEN = `${CodeActionKind.RefactorRewrite}.plimsoll.harden`;
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.plimsoll`;

/** What an action does. Its edits are not known before someone wants them. */
type Task =
  | { readonly does: "fix"; readonly problem: number; readonly fix: number }
  | { readonly does: "fix-rule"; readonly rule: string }
  | { readonly does: "fix-all" }
  | {
      readonly does: "harden";
      readonly measure: Measure;
      readonly document: number;
      readonly path: readonly Step[];
    };

/** An action that an editor may show: its title, and what it does. */
interface Offer {
  readonly action: CodeAction;
  readonly task: Task;
}

/** What can be done at a range of a document. Edits are left out where the client asks for them later. */
export function codeActions(judged: Judged, params: CodeActionParams, session: Session): CodeAction[] {
  const { uri, version } = judged;
  return offers(judged, params, session).flatMap(({ action, task }): readonly CodeAction[] => {
    if (session.abilities.resolvesActions) return [{ ...action, data: { uri, version, ...task } }];
    const edit = workspaceEditFor(task, judged, session);
    return edit === undefined ? [] : [{ ...action, edit }];
  });
}

/** An action with its edit. Throws if the version that it was offered for is gone. */
export async function resolved(action: CodeAction, session: Session, token: CancellationToken): Promise<CodeAction> {
  const data: unknown = action.data;
  const task = taskFrom(data);
  if (!isRecord(data) || typeof data.uri !== "string" || task === undefined) return action;
  const judged = await session.judged(data.uri, token);
  if (judged === undefined || judged.version !== data.version) {
    throw new ResponseError(LSPErrorCodes.ContentModified, "The document has changed.");
  }
  const edit = workspaceEditFor(task, judged, session);
  return edit === undefined ? action : { ...action, edit };
}

function workspaceEditFor(task: Task, judged: Judged, { abilities, rules, log }: Session): WorkspaceEdit | undefined {
  const edits = editsFor(task, judged, rules, log);
  if (edits.length === 0) return undefined;
  return workspaceEditOf(judged, edits, abilities, confirmationFor(task, judged));
}

function offers(
  judged: Judged,
  { range, context }: CodeActionParams,
  { rules, abilities: { pages } }: Session,
): readonly Offer[] {
  const isUnasked = context.triggerKind === CodeActionTriggerKind.Automatic;
  const isWanted = (kind: string) => wants(context.only, kind);
  const span = { start: judged.lines.offset(range.start), end: judged.lines.offset(range.end) };
  return [
    ...(isWanted(QUICK_FIX) ? quickFixes(judged, span, pages) : []),
    ...(isWanted(HARDEN) ? hardenings(judged, span, rules, isUnasked) : []),
    ...(isWanted(FIX_ALL) ? fixAll(judged) : []),
  ];
}

/** The edits that a task stands for; none, if nothing would change. */
function editsFor(task: Task, judged: Judged, rules: readonly Rule[], log: Log): readonly Edit[] {
  const { manifest, asked, problems } = judged;
  switch (task.does) {
    case "fix": {
      const fix = problems[task.problem]?.fixes[task.fix];
      return fix === undefined ? [] : soundEdits(manifest, [fix], log);
    }
    case "fix-rule":
      return mend(manifest, (it) => fixesOf(problemsOfRule(lint(it, asked, log), task.rule), LOOKED_AT), log);
    case "fix-all":
      return safeEdits(judged, log);
    case "harden":
      return harden(manifest, task, rules, asked, log);
  }
}

/** The edits that make all safe fixes of a document. */
export function safeEdits({ manifest, asked }: Pick<Judged, "manifest" | "asked">, log: Log): readonly Edit[] {
  return mend(manifest, (it: Manifest) => fixesOf(lint(it, asked, log), SAFE), log);
}

/** What the user is asked before the edits of a task are made, if they may stop what runs in many places. */
function confirmationFor(task: Task, { problems }: Judged): Confirmation | undefined {
  if (task.does === "harden") return { label: "Harden", description: "Look first at what may stop a workload." };
  if (task.does !== "fix-rule") return undefined;
  const fixes = fixesOf(problemsOfRule(problems, task.rule), LOOKED_AT);
  return fixes.every(({ safety }) => safety === "safe")
    ? undefined
    : { label: `Fix ${task.rule}`, description: "Look first at what may stop a workload." };
}

/** Reads a task that a client has kept for us. */
function taskFrom(data: unknown): Task | undefined {
  if (!isRecord(data)) return undefined;
  const { does, problem, fix, rule, measure, document, path } = data;
  if (does === "fix" && typeof problem === "number" && typeof fix === "number") return { does, problem, fix };
  if (does === "fix-rule" && typeof rule === "string") return { does, rule };
  if (does === "fix-all") return { does };
  return does === "harden" && isMeasure(measure) && typeof document === "number" && isPath(path)
    ? { does, measure, document, path }
    : undefined;
}

const isMeasure = (measure: unknown): measure is Measure => measure === "restricted" || measure === "asked";

const isPath = (path: unknown): path is readonly Step[] =>
  Array.isArray(path) && path.every((it) => typeof it === "string" || typeof it === "number");

/** Whether a client that asks for some kinds asks for this one, too: kinds are trees with dots. */
const wants = (only: readonly string[] | undefined, kind: string) =>
  only === undefined || only.some((it) => it === "" || it === kind || kind.startsWith(`${it}.`));

const SAFE: readonly Safety[] = ["safe"];
const LOOKED_AT: readonly Safety[] = ["safe", "review"];

/** The first fix of each problem that is of one of these kinds. */
const fixesOf = (problems: readonly Problem[], safeties: readonly Safety[]): readonly Fix[] =>
  problems.map(({ fixes }) => fixes.find((it) => safeties.includes(it.safety))).filter((it) => it !== undefined);

const problemsOfRule = (problems: readonly Problem[], id: string) => problems.filter(({ rule }) => rule.id === id);

function quickFixes(judged: Judged, span: Span, pages: string | undefined): readonly Offer[] {
  const { problems } = judged;
  const here = problems
    .map((problem, index) => ({ problem, index }))
    .filter((it) => it.problem.span.start <= span.end && span.start <= it.problem.span.end);
  const single = here.flatMap(({ problem, index }) => {
    const preferred = problem.fixes.find(({ safety }) => safety === "safe") ?? problem.fixes[0];
    return problem.fixes.map((fix, number): Offer => {
      const diagnostics = [diagnosticOf(judged, index, problem, pages)];
      return {
        action: { title: fix.title, kind: QUICK_FIX, diagnostics, ...(fix === preferred && { isPreferred: true }) },
        task: { does: "fix", problem: index, fix: number },
      };
    });
  });
  const all = [...new Set(here.map(({ problem }) => problem.rule.id))].flatMap((rule): readonly Offer[] => {
    if (fixesOf(problemsOfRule(problems, rule), LOOKED_AT).length < 2) return [];
    const diagnostics = here
      .filter((it) => it.problem.rule.id === rule)
      .map(({ problem, index }) => diagnosticOf(judged, index, problem, pages));
    const title = `Fix all ${rule} problems in this file`;
    return [{ action: { title, kind: QUICK_FIX, diagnostics }, task: { does: "fix-rule", rule } }];
  });
  return [...withoutTwins(single, judged), ...all];
}

/** Where several containers are wronged by one value of their pod, one action mends it for all. */
function withoutTwins(offers: readonly Offer[], { problems }: Judged): readonly Offer[] {
  const seen = new Set<string>();
  return offers.filter(({ action, task }) => {
    const problem = task.does === "fix" ? problems[task.problem] : undefined;
    const key = `${problem?.rule.id} ${problem?.span.start} ${action.title}`;
    return !seen.has(key) && seen.add(key);
  });
}

function hardenings(judged: Judged, span: Span, rules: readonly Rule[], isUnasked: boolean): readonly Offer[] {
  const found = isUnasked ? knownHardenable(judged, span) : hardenable(judged, span, rules);
  return found.map(({ title, ...task }) => ({ action: { title, kind: HARDEN }, task: { does: "harden", ...task } }));
}

const fixAll = ({ problems }: Judged): readonly Offer[] =>
  fixesOf(problems, SAFE).length === 0
    ? []
    : [{ action: { title: "Fix all safe problems", kind: FIX_ALL }, task: { does: "fix-all" } }];
