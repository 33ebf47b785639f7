import type { Diagnostic } from "vscode-languageserver";
import type { Problem } from "../../rules/lint.ts";
import type { Severity } from "../../rules/rule.ts";
import { type Judged, LARGEST_TEXT } from "../documents.ts";
import { diagnosticOf, noticeOf } from "../protocol.ts";

/** What an editor shows of one version of a document. */
export function diagnostics(judged: Judged, pages: string | undefined): Diagnostic[] {
  const { problems, notice } = shown(judged);
  const all = problems.map(({ problem, index }) => diagnosticOf(judged, index, problem, pages));
  return notice === undefined ? all : [...all, noticeOf(notice)];
}

/** As many as VS Code shows for one file of one extension, ours among them that says there are more. */
const MOST_DIAGNOSTICS = 1000;

/** Beyond these, a broken text says nothing new. */
const MOST_YAML_ERRORS = 100;

interface Shown {
  readonly problems: readonly { readonly problem: Problem; readonly index: number }[];
  /** What is not shown, and why. */
  readonly notice: string | undefined;
}

/** The problems to show, in the order of the text: of too many, the gravest. */
function shown({ problems, isTooLarge }: Judged): Shown {
  if (isTooLarge) {
    return { problems: [], notice: `This file is larger than ${LARGEST_TEXT / 1024 / 1024} MB and is not checked.` };
  }
  let errors = 0;
  const all = problems.map((problem, index) => ({ problem, index }));
  const few = all.filter(({ problem }) => problem.rule.id !== "invalid-yaml" || ++errors <= MOST_YAML_ERRORS);
  const kept = few.length < MOST_DIAGNOSTICS ? few : gravest(few, MOST_DIAGNOSTICS - 1);
  const notice =
    kept.length === all.length
      ? undefined
      : `Of ${all.length.toLocaleString("en")} problems in this file, ${kept.length.toLocaleString("en")} are shown.`;
  return { problems: kept, notice };
}

const GRAVITY: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

function gravest(problems: Shown["problems"], most: number): Shown["problems"] {
  return problems
    .toSorted((a, b) => GRAVITY[a.problem.severity] - GRAVITY[b.problem.severity])
    .slice(0, most)
    .sort((a, b) => a.index - b.index);
}
