import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOnPath } from './command';
import type { Settings } from './host';
import { root } from './paths';

const downloadAddress = 'https://update.code.visualstudio.com/api/releases/stable';

/** Whether a window can be shown here at all. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/** Whether VS Code's makers can be asked for a copy: a short question before a long download. */
export async function canDownload(): Promise<boolean> {
  try {
    return (await fetch(downloadAddress, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false; // no network, or none to there
  }
}

/** A desktop VS Code: the one on PATH, else one that @vscode/test-electron fetches; `undefined` where there is neither. */
export async function findDesktop(): Promise<string | undefined> {
  if (!hasDisplay()) return undefined;
  const installed = findOnPath('code');
  if (installed) return installed;
  if (!(await canDownload())) return undefined;
  console.log('Fetching VS Code by @vscode/test-electron, once…');
  return downloadAndUnzipVSCode({ cachePath: path.join(root, '.vscode-test') });
}

export interface Desktop {
  /** Resolves when the window is closed. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

/** The main process of VS Code writes its id into its data folder; the `code` script that started it may be gone. */
function mainProcess(dataFolder: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataFolder, 'code.lock'), 'utf8')) || undefined;
  } catch {
    return undefined; // not started yet, or ended
  }
}

/** Opens a window with the extension under development, with a user of its own. */
export function openDesktop(program: string, folder: string, settings: Settings): Desktop {
  const data = mkdtempSync(path.join(tmpdir(), 'ssd-'));
  mkdirSync(path.join(data, 'User'));
  writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
  const child: ChildProcess = spawn(
    program,
    ['--wait', '--new-window', `--user-data-dir=${data}`, `--extensions-dir=${path.join(data, 'ext')}`, `--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', folder],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  const closed = new Promise<void>((resolve, reject) => {
    child.on('exit', () => resolve());
    child.on('error', reject);
  });
  return {
    closed,
    async stop() {
      const id = mainProcess(data);
      if (id !== undefined) process.kill(id);
      child.kill();
      await closed;
      await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
