import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');
const readJson = (file: string): Record<string, string> => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>;

/** First arguments of every `l10n.t(…)` call below `src`. */
function sourceStrings(): string[] {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, 'src', file), 'utf8'), ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /(^|\.)l10n\.t$|^t$/.test(node.expression.getText(source))) {
        const argument = node.arguments[0];
        if (argument && ts.isStringLiteralLike(argument)) found.push(argument.text);
      }
      node.forEachChild(visit);
    };
    visit(source);
    return found;
  });
}

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test('every string of the host has a Chinese form with the same placeholders, and none is left over', () => {
  const bundle = readJson('l10n/bundle.l10n.zh-cn.json');
  const strings = new Set(sourceStrings());
  assert.ok(strings.size > 0);
  assert.deepEqual([...strings].filter((text) => !bundle[text]), [], 'not translated');
  assert.deepEqual(Object.keys(bundle).filter((text) => !strings.has(text)), [], 'not used any more');
  for (const text of strings) assert.deepEqual(placeholders(bundle[text] ?? ''), placeholders(text), text);
});

test('every %key% of the manifest stands in both languages', () => {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key as string);
  for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
    const keys = Object.keys(readJson(file));
    assert.deepEqual(used.filter((key) => !keys.includes(key)), [], `missing in ${file}`);
    assert.deepEqual(keys.filter((key) => !used.includes(key)), [], `unused in ${file}`);
  }
});
