import { cpSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './paths';

/** A copy of the sample workspace in a temporary folder: a LaTeX paper with its bibliography, notes, plain text. */
export function createWorkspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ssw-'));
  cpSync(path.join(root, 'test/harness/sampleWorkspace'), folder, { recursive: true });
  return folder;
}

export const deleteWorkspace = (folder: string) => rm(folder, { recursive: true, force: true });
