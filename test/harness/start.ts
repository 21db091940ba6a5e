import { startDemo } from './blog';
import { findDesktop, openDesktop } from './desktop';
import { createProfile, deleteProfile, linkExtension, startServer, workbenchUrl, type Settings } from './host';
import { installHost } from './installHost';
import { buildExtension } from './vsix';
import { createWorkspace, deleteWorkspace } from './workspace';

/** A started VS Code, wherever it came from. */
interface Shown {
  /** Where to look, said to whoever typed `npm start`. */
  readonly where: string;
  /** Address that answers while it runs; none for a desktop window. */
  readonly url?: string;
  /** Resolves when the user closes it; never for a page in a browser. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

async function showInBrowser(folder: string, settings: Settings): Promise<Shown> {
  const host = await installHost();
  const profile = createProfile({ ...settings, 'chat.disableAIFeatures': true });
  linkExtension(profile);
  const server = await startServer(host, profile);
  const url = workbenchUrl(server, { folder });
  return {
    where: `Open in a browser: ${url}`,
    url,
    closed: new Promise(() => {}),
    async stop() {
      await server.stop();
      await deleteProfile(profile);
    },
  };
}

async function show(folder: string, settings: Settings, fromNpm: boolean): Promise<Shown> {
  const program = fromNpm ? undefined : await findDesktop();
  if (program === undefined) return showInBrowser(folder, settings);
  const desktop = openDesktop(program, folder, settings);
  return { where: `VS Code opens (${program}).`, closed: desktop.closed, stop: () => desktop.stop() };
}

async function check(urls: readonly string[]): Promise<number> {
  const statuses = await Promise.all(urls.map(async (url) => (await fetch(url)).status));
  urls.forEach((url, index) => console.log(`${statuses[index]} ${url}`));
  return statuses.every((status) => status === 200) ? 0 : 1;
}

/**
 * `npm start [-- --npm-host] [-- --check]`: builds, serves the demo blog, and opens a VS Code with the extension on a copy of
 * the sample workspace, until Ctrl+C. `--npm-host` takes the host from npm even where a desktop VS Code is at hand;
 * `--check` only sees whether all answers, and ends.
 */
export async function main(args: readonly string[]): Promise<number> {
  const interrupted = new Promise<void>((resolve) => ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.once(signal, () => resolve())));
  await buildExtension(false);
  const blog = await startDemo();
  const folder = createWorkspace();
  const settings = { 'scientificSpaces.blog.baseUrl': blog.url, 'scientificSpaces.blog.mirrors': [], 'scientificSpaces.blog.shippedIndex': false };
  const checking = args.includes('--check');
  let shown: Shown | undefined;
  try {
    shown = await show(folder, settings, checking || args.includes('--npm-host'));
    if (checking) return await check([shown.url!, `${blog.url}/content.html`]);
    console.log(`${shown.where}\nDemo blog: ${blog.url}/content.html\nWorkspace: ${folder}\nCtrl+C ends all of it. After a change: npm run build, then reload the window.`);
    await Promise.race([shown.closed, interrupted]);
    return 0;
  } finally {
    await shown?.stop();
    await blog.close();
    await deleteWorkspace(folder);
  }
}
