import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type TexEngine = 'pdflatex' | 'xelatex';
export type BibliographyReader = 'bibtex' | 'biber';

/** One document and what it is compiled with. */
export interface TexJob {
  readonly engine: TexEngine;
  readonly reader: BibliographyReader;
  readonly document: string;
  /** Text of files beside it, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a compilation left behind. */
export interface TexResult {
  readonly exitCode: number;
  readonly log: string;
  /** What bibtex or biber said. */
  readonly readerLog: string;
  /** What it wrote for LaTeX. */
  readonly bbl: string;
  /** The lines of both logs in which something about the entries is complained of. */
  readonly complaints: readonly string[];
  /** The text of a file that the document wrote. */
  written(name: string): string;
}

const timeoutMs = 300_000;

/** Compiles a document as one does by hand: LaTeX, the bibliography, LaTeX twice. Nothing may be run from within a document. */
export async function compile({ engine, reader, document, files }: TexJob): Promise<TexResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sst-'));
  try {
    for (const [name, text] of Object.entries({ 'main.tex': document, ...files })) writeFileSync(path.join(folder, name), text);
    const tex = (): Promise<number> => run(engine, ['-no-shell-escape', '-interaction=nonstopmode', 'main.tex'], folder);
    const codes = [await tex(), await run(reader, ['main'], folder), await tex(), await tex()];
    const read = (name: string): string => (existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : '');
    const log = read('main.log');
    const readerLog = read('main.blg');
    const written = new Map(['record.txt'].map((name) => [name, read(name)]));
    return { exitCode: Math.max(...codes.slice(1)), log, readerLog, bbl: read('main.bbl'), complaints: complaintsOf(log, readerLog), written: (name) => written.get(name) ?? '' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): Promise<number> {
  // A line of the log is as long as what it says; otherwise it is cut at column 79.
  const env = { ...process.env, max_print_line: '1000000', error_line: '254', half_error_line: '238' };
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env, timeout: timeoutMs, maxBuffer: 1 << 26 }, (error) => resolve(error ? 1 : 0));
  });
}

/** How wide or high something is, and which font stands in for another, says nothing about the entries. */
const ofLayout = /^(?:Over|Under)full |Font Warning|Font shape|^Package fontspec Warning/;

function complaintsOf(log: string, readerLog: string): string[] {
  const ofTex = /^! |Warning:|^Missing character/;
  const ofReader = /^Warning--|^I (?:was|found|couldn't)|---line \d+ of|error message|\b(?:WARN|ERROR|FATAL)\b/;
  return [
    ...log.split('\n').filter((line) => ofTex.test(line) && !ofLayout.test(line)),
    ...readerLog.split('\n').filter((line) => ofReader.test(line)),
  ];
}
