import * as vscode from 'vscode';
import type { CitationItem } from '../../core/citation/citationItem';
import { citationTarget, languageOf } from '../../core/citation/cite/citationTarget';
import type { ReferenceOutput } from '../../core/citation/styles/writers';
import { ReaderError } from '../../core/model/errors';
import { readSettings } from '../settings';
import { describeDocument } from './documentPlace';
import { type StyleId, writeReferences } from './references';

const outputs: Readonly<Record<string, ReferenceOutput>> = { latex: 'latex', markdown: 'markdown', html: 'html' };

/** Puts formatted references at the cursor, a line each, in the markup of the document; in code they stand in comments. */
export async function insertReferences(editor: vscode.TextEditor, items: readonly CitationItem[], style: StyleId): Promise<void> {
  const { document, selection } = editor;
  const described = describeDocument(document, selection).document;
  const { form, comment } = citationTarget(described, readSettings(document).citation);
  const inMarkup = form !== 'comment' && form !== 'plain';
  const output = (inMarkup ? outputs[languageOf(described).name] : undefined) ?? 'plain';
  const { entries } = await writeReferences(style, items, output);
  const end = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const line = document.lineAt(selection.end.line);
  const indent = /^[ \t]*/.exec(line.text)?.[0] ?? '';
  const isAbove = form === 'comment' && comment?.position === 'above';
  const texts = entries.map((entry) => entry.replace(/\r?\n/g, end));
  const lines = isAbove ? texts.map((text) => comment.open + text + comment.close) : texts;
  const lead = indent + (form === 'comment' && !isAbove ? (comment?.open ?? '') : '');
  const gap = output === 'markdown' || output === 'latex' ? end + end : end;
  const isEmptyLine = line.isEmptyOrWhitespace;
  const at = isAbove && !isEmptyLine ? line.range.start : selection.end;
  const text = isAbove && !isEmptyLine ? lines.map((each) => indent + each + end).join('') : lines.join(gap + lead);
  if (!(await editor.edit((builder) => builder.insert(at, text)))) throw new ReaderError('storage', document.uri.toString(), { reason: 'editRefused' });
}
