import * as vscode from 'vscode';

type Question = 'showQuickPick' | 'showInputBox' | 'showSaveDialog' | 'showInformationMessage';

/** What was asked: the rows of a list, the options of an input box, a message. */
export interface Asked {
  readonly question: Question;
  readonly rows: readonly vscode.QuickPickItem[];
  readonly options: { readonly title?: string; readonly prompt?: string; readonly defaultUri?: vscode.Uri };
  readonly message: string;
}

/** An answer: a value, or how it is found among the rows that are shown. */
export type Answer = string | vscode.Uri | undefined | ((rows: readonly vscode.QuickPickItem[]) => vscode.QuickPickItem | undefined);

/** The row with this label. */
export const row = (label: string): Answer => (rows) => rows.find((each) => each.label.includes(label));

/**
 * Runs something that asks, and answers in turn; messages want no answer. Only for code that is bundled with the tests:
 * the extension under development has a `vscode` of its own.
 *
 * @returns what was asked, in order
 */
export async function whenAsked(answers: readonly Answer[], run: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const left = [...answers];
  const real = { ...vscode.window };
  const ask = (question: Question) => async (first: unknown, second?: unknown): Promise<unknown> => {
    const rows = question === 'showQuickPick' ? await (first as Promise<vscode.QuickPickItem[]>) : [];
    const options = ((question === 'showQuickPick' ? second : question === 'showInformationMessage' ? {} : first) ?? {}) as Asked['options'];
    asked.push({ question, rows, options, message: typeof first === 'string' ? first : '' });
    if (question === 'showInformationMessage') return undefined;
    if (left.length === 0) throw new Error(`One question too many: ${question} ${options.title ?? ''}`);
    const answer = left.shift();
    return typeof answer === 'function' ? answer(rows) : answer;
  };
  const questions: readonly Question[] = ['showQuickPick', 'showInputBox', 'showSaveDialog', 'showInformationMessage'];
  try {
    for (const question of questions) Object.assign(vscode.window, { [question]: ask(question) });
    await run();
  } finally {
    for (const question of questions) Object.assign(vscode.window, { [question]: real[question] });
  }
  if (left.length > 0) throw new Error(`${left.length} answers were not asked for.`);
  return asked;
}
