import * as vscode from 'vscode';
import type { CitationItem } from '../../core/citation/citationItem';
import type { FormattedReferences } from '../../core/citation/styles/formatReferences';
import { formatReferences } from '../../core/citation/styles/formatReferences';
import { referenceStyles } from '../../core/citation/styles/referenceStyles';
import type { ReferenceOutput } from '../../core/citation/styles/writers';
import { ReaderError } from '../../core/model/errors';
import { readUserFile } from './bibliographyFile';

/** A style by its id, or a `.csl` file by its address. */
export type StyleId = string;

interface StyleItem extends vscode.QuickPickItem {
  readonly style?: StyleId;
}

const memoryKey = 'citation.referenceStyle';
const cslSetting = 'citation.cslStyle';

/** Formatted references in one style, by ours or by a CSL file that the user points to. */
export async function writeReferences(style: StyleId, items: readonly CitationItem[], output: ReferenceOutput): Promise<FormattedReferences> {
  if (referenceStyles.some(({ id }) => id === style)) return formatReferences(items, style, output, { author: authorForm() });
  const file = await readUserFile(vscode.Uri.parse(style, true));
  if (!file.exists) throw new ReaderError('unreadable', style, { reason: 'noStyleFile' });
  try {
    const { formatWithCsl } = await import('../../parts/styles');
    return formatWithCsl(file.text, items, output, { author: authorForm() });
  } catch (cause) {
    const reason = cause instanceof Error && 'reason' in cause ? String(cause.reason) : 'notCsl';
    throw new ReaderError('unreadable', style, { reason, cause });
  }
}

/** Styles have one writing of a name: where entries have both, references have the Chinese one. */
function authorForm(): 'literal' | 'latin' {
  return vscode.workspace.getConfiguration('scientificSpaces').get('citation.author') === 'latin' ? 'latin' : 'literal';
}

/** Asks for a style: the last one first, then the user's own, then ours, each with how it looks. */
export async function pickStyle(memory: vscode.Memento, sample: readonly CitationItem[], scope?: vscode.Uri): Promise<StyleId | undefined> {
  const last = memory.get<StyleId>(memoryKey);
  const own = cslFile(scope);
  const choose: StyleItem = { label: `$(folder-opened) ${vscode.l10n.t('Choose a CSL File…')}`, description: vscode.l10n.t('any style of citationstyles.org'), alwaysShow: true };
  const items: StyleItem[] = referenceStyles.map(({ id, name }) => ({ label: name, detail: preview(id, sample), style: id }));
  const files = [...new Set([own?.toString(), last?.includes(':') ? last : undefined])].filter((uri) => uri !== undefined);
  items.unshift(...files.map((style) => ({ label: nameOf(style), description: 'CSL', style })));
  const first = items.findIndex(({ style }) => style !== undefined && style === last);
  if (first > 0) items.unshift({ ...(items.splice(first, 1)[0] as StyleItem), description: vscode.l10n.t('used last') });
  items.push(choose);
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Style of the Reference'), matchOnDescription: true });
  const style = chosen === choose ? await openStyleFile() : chosen?.style;
  if (style !== undefined) await memory.update(memoryKey, style);
  return style;
}

/** Asks for the format of formatted references, each with how it looks. */
export async function pickOutput(style: StyleId, items: readonly CitationItem[]): Promise<ReferenceOutput | undefined> {
  const outputs: readonly (readonly [ReferenceOutput, string])[] = [['plain', vscode.l10n.t('Plain Text')], ['markdown', 'Markdown'], ['html', 'HTML'], ['latex', 'LaTeX']];
  const rows = await Promise.all(outputs.map(async ([output, label]) => ({ label, output, detail: oneLine((await writeReferences(style, items.slice(0, 1), output)).entries.join(' ')) })));
  return (await vscode.window.showQuickPick(rows, { title: nameOf(style) }))?.output;
}

/** The name of a style as the user knows it. */
export function nameOf(style: StyleId): string {
  return referenceStyles.find(({ id }) => id === style)?.name ?? style.replace(/^.*\//, '').replace(/\.csl$/, '');
}

async function openStyleFile(): Promise<StyleId | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Choose a CSL File…'), filters: { CSL: ['csl', 'xml'] } })) ?? [];
  return file?.toString();
}

/** The file that the setting names: absolute, or relative to the workspace folder. */
function cslFile(scope?: vscode.Uri): vscode.Uri | undefined {
  const path = vscode.workspace.getConfiguration('scientificSpaces', scope).get(cslSetting, '').trim();
  if (path === '') return undefined;
  const folder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0];
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
  return isAbsolute || !folder ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder.uri, path);
}

function preview(style: string, items: readonly CitationItem[]): string {
  return formatReferences(items.slice(0, 1), style, 'plain', { author: authorForm() }).entries.join(' ');
}

/** For a row of a picker. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
