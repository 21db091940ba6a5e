import * as vscode from 'vscode';
import type { CitationItem } from '../../core/citation/citationItem';
import { plainForm } from '../../core/citation/plainForm';
import { referenceStyles } from '../../core/citation/styles/referenceStyles';
import { readSettings } from '../settings';
import { citationForms, type CopyForm, entryForms } from './copyForms';
import { nameOf, oneLine, pickOutput, pickStyle, writeReferences } from './references';

interface FormItem extends vscode.QuickPickItem {
  readonly id?: string;
}

const memoryKey = 'citation.copyForm';
const otherStyle = 'style/';

/** Asks in which form, the last one first, and copies citations to the clipboard. */
export async function copyCitations(items: readonly CitationItem[], memory: vscode.Memento): Promise<void> {
  const chosen = await vscode.window.showQuickPick(formItems(items, memory.get<string>(memoryKey)), {
    title: vscode.l10n.t('Copy Citation As'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.id === undefined) return;
  const text = await writeForm(chosen.id, items, memory);
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  if (chosen.id !== otherStyle) await memory.update(memoryKey, chosen.id);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', oneLine(text).slice(0, 60)), 5000);
}

/** A form by its id; a style of references asks for the format. */
async function writeForm(id: string, items: readonly CitationItem[], memory: vscode.Memento): Promise<string | undefined> {
  const { citation: settings } = readSettings();
  const form = allForms.find((each) => each.id === id);
  if (form) return form.write(items, settings);
  const style = id === otherStyle ? await pickStyle(memory, items) : id.slice(otherStyle.length);
  const output = style === undefined ? undefined : await pickOutput(style, items);
  return style === undefined || output === undefined ? undefined : (await writeReferences(style, items, output)).entries.join('\n');
}

const plain: CopyForm = { id: 'plain', name: '科学空间', write: (items) => items.map(plainForm).join('\n') };
const allForms: readonly CopyForm[] = [...citationForms, ...entryForms, plain];

function formItems(items: readonly CitationItem[], last: string | undefined): FormItem[] {
  const { citation: settings } = readSettings();
  const separator = (label: string): FormItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const row = (form: CopyForm): FormItem => ({ id: form.id, label: form.name, detail: oneLine(form.write(items, settings)) });
  const styles = referenceStyles.map(({ id, name }): FormItem => ({ id: otherStyle + id, label: name, description: vscode.l10n.t('plain, Markdown, HTML, LaTeX') }));
  const groups = [
    separator(vscode.l10n.t('Citation in the Text')),
    ...citationForms.map(row),
    separator(vscode.l10n.t('Entry of a Bibliography')),
    ...entryForms.map(row),
    separator(vscode.l10n.t('Formatted Reference')),
    row(plain),
    ...styles,
    { id: otherStyle, label: vscode.l10n.t('Another Style…'), description: 'CSL' },
  ];
  const again = groups.find(({ id }) => id !== undefined && id === last) ?? (last?.startsWith(otherStyle) ? { id: last, label: nameOf(last.slice(otherStyle.length)) } : undefined);
  return again ? [separator(vscode.l10n.t('Used Last')), again, ...groups] : groups;
}
