import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command';
import type { HostInstallation } from './installHost';
import { root as projectRoot } from './paths';

export type Settings = Readonly<Record<string, unknown>>;

/** Settings of a host that does nothing by itself: no telemetry, no updates, no tips, no second side bar. */
export const quietSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'telemetry.feedback.enabled': false,
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.editor.useModal': 'off',
  'security.workspace.trust.enabled': false,
  'files.simpleDialog.enable': true,
  'files.autoSave': 'off',
  'window.dialogStyle': 'custom',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** A user of the host: settings, installed extensions, a home folder; all below one temporary folder. */
export interface Profile {
  readonly folder: string;
  readonly settingsFile: string;
  readonly extensionsFolder: string;
}

export function createProfile(settings: Settings = {}): Profile {
  const folder = mkdtempSync(path.join(tmpdir(), 'ssp-')); // short: the path of a Unix socket below it is limited
  const userFolder = path.join(folder, 'user/User');
  const extensionsFolder = path.join(folder, 'ext');
  for (const each of [userFolder, extensionsFolder, path.join(folder, 'home')]) mkdirSync(each, { recursive: true });
  writeFileSync(path.join(folder, 'config.yaml'), 'auth: none\ncert: false\n');
  const profile = { folder, settingsFile: path.join(userFolder, 'settings.json'), extensionsFolder };
  writeSettings(profile, settings);
  return profile;
}

/** Replaces the user's settings; a running host picks them up. */
export function writeSettings(profile: Profile, settings: Settings): void {
  writeFileSync(profile.settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
}

/**
 * Makes the host speak a language to extensions: their `package.nls.<language>.json` and `l10n/` are then taken. The editor's
 * own words stay English, as no translation of them lies on npm. After all extensions are installed, and for a server
 * started with `--locale`.
 */
export function addDisplayLanguage({ folder }: Profile, language: string): void {
  const userFolder = path.join(folder, 'user');
  const translation = path.join(userFolder, 'main.i18n.json');
  writeFileSync(translation, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `tests.${language}` }, version: '1.0.0' }];
  const pack = { hash: language, extensions, translations: { vscode: translation }, label: language };
  writeFileSync(path.join(userFolder, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

export const deleteProfile = (profile: Profile) => rm(profile.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

const profileArguments = ({ folder, extensionsFolder }: Profile) => [
  '--config', path.join(folder, 'config.yaml'), '--user-data-dir', path.join(folder, 'user'), '--extensions-dir', extensionsFolder,
];

/** The environment of the host: ours without what a surrounding VS Code or npm put there, and without a gallery to ask. */
function hostEnvironment(profile: Profile, extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE|npm)_|^NODE_OPTIONS$/i.test(name));
  const noGallery = { serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '', recommendationsUrl: '' };
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: JSON.stringify(noGallery), HOME: path.join(profile.folder, 'home'), ...extra };
}

export async function installVsix(host: HostInstallation, profile: Profile, vsix: string): Promise<void> {
  await runCommand(host.node, [host.entry, ...profileArguments(profile), '--install-extension', vsix, '--force'], { env: hostEnvironment(profile, {}) });
}

/** Makes the host load the checkout itself as an installed extension: toasts are shown, and a reload takes a new build. */
export function linkExtension(profile: Profile, extensionFolder = projectRoot): void {
  symlinkSync(extensionFolder, path.join(profile.extensionsFolder, path.basename(extensionFolder)), 'dir');
}

export interface ServerOptions {
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Lets the page's address name an extension under development and a test suite, and lets a suite report its exit code.
   * The workbench then shows no notification toasts.
   */
  readonly testDriver?: boolean;
  readonly arguments?: readonly string[];
}

export interface HostServer {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  /** What the server has printed until now. */
  log(): string;
  /** Ends the server and all it started. */
  stop(): Promise<void>;
}

function listeningPort(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const port = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(log())?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', look);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The host ended with ${code} before it listened\n${log()}`)));
  });
}

/** Ends a process that leads a group, and the group; by force when it takes longer than five seconds. */
export function endGroup(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    const send = (signal: NodeJS.Signals) => {
      try {
        process.kill(-child.pid!, signal);
      } catch {
        // the group has ended in the meantime
      }
    };
    const force = setTimeout(() => send('SIGKILL'), 5000);
    child.on('exit', () => {
      clearTimeout(force);
      resolve();
    });
    send('SIGTERM');
  });
}

/**
 * Calls `stop` when this process ends, also by a signal: the host's group does not get the terminal's Ctrl+C. Who handles
 * the signals already (a listener is there) ends the process itself.
 */
function stopWithProcess(child: ChildProcess, stop: () => void): void {
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).filter((signal) => process.listenerCount(signal) === 0);
  const exit = () => process.exit(1); // and so `exit` is emitted, which a signal alone does not do
  process.once('exit', stop);
  for (const signal of signals) process.once(signal, exit);
  child.once('exit', () => {
    process.off('exit', stop);
    for (const signal of signals) process.off(signal, exit);
  });
}

/** Starts the host on a free port of the loopback interface. */
export async function startServer(host: HostInstallation, profile: Profile, { env = {}, testDriver = false, arguments: more = [] }: ServerOptions = {}): Promise<HostServer> {
  const flags = [
    '--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust',
    '--disable-getting-started-override', '--disable-proxy', '--ignore-last-opened', ...(testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []), ...more,
  ];
  const child = spawn(host.node, [host.entry, ...profileArguments(profile), ...flags], {
    env: hostEnvironment(profile, env),
    detached: true, // a group of its own, which stop() ends as a whole
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const stop = () => endGroup(child);
  stopWithProcess(child, () => void stop());
  const port = await listeningPort(child, () => log);
  return { origin: `http://127.0.0.1:${port}`, port, pid: child.pid!, log: () => log, stop };
}

export interface WorkbenchAddress {
  readonly folder?: string;
  /** Folders of extensions under development; wants the test driver. */
  readonly development?: readonly string[];
  /** Script whose `run()` is the test suite; wants the test driver. */
  readonly tests?: string;
}

/** The address of the workbench page. Paths are absolute, on this machine. */
export function workbenchUrl(server: HostServer, { folder, development = [], tests }: WorkbenchAddress): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload = [...development.map((each) => ['extensionDevelopmentPath', remote(each)]), ...(tests ? [['extensionTestsPath', remote(tests)]] : [])];
  const query = new URLSearchParams(folder ? { folder } : { ew: 'true' });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.origin}/?${query}`;
}
