import { startDemo, startReplicaBlog, type Blog } from './blog';
import { launchBrowser } from './browser';
import { noTests, reportCounts, type Counts } from './counts';
import { createProfile, deleteProfile, startServer, workbenchUrl } from './host';
import { runSuite } from './inHost';
import { installHost } from './installHost';
import { root, sharedDir } from './paths';
import { bundleSuites, findTests } from './suites';
import { createWorkspace, deleteWorkspace } from './workspace';

const timeoutMs = 25 * 60 * 1000;

interface InHostRun {
  readonly name: string;
  readonly suites: readonly string[];
  readonly startBlog: () => Promise<Blog>;
}

/** Runs Mocha suites inside a real extension host, with the extension under development (`dist/` must be built). */
async function runInHost({ name, suites, startBlog }: InHostRun): Promise<Counts> {
  const host = await installHost();
  const tests = await bundleSuites({ name: `${name}.js`, runner: 'test/host/runMocha', suites, platform: 'node' });
  const blog = await startBlog();
  const workspace = createWorkspace();
  const profile = createProfile({ 'scientificSpaces.blog.baseUrl': blog.url, 'scientificSpaces.blog.mirrors': [] });
  const env = { BLOG_URL: blog.url, SHARED_DIR: sharedDir, PROJECT_ROOT: root };
  const server = await startServer(host, profile, { testDriver: true, env });
  const browser = await launchBrowser();
  try {
    const counts = await runSuite(browser, { name, url: workbenchUrl(server, { folder: workspace, development: [root], tests }), timeoutMs });
    if (counts.failed > 0) console.error(server.log().slice(-3000));
    return counts;
  } finally {
    await browser.close();
    await server.stop();
    await blog.close();
    await Promise.all([deleteProfile(profile), deleteWorkspace(workspace)]);
  }
}

/** `npm run test:host [-- --shared] [-- PART ...]`: Mocha suites in a real extension host; with `--shared` those on shared data. */
export async function hostTests(args: readonly string[]): Promise<Counts> {
  const shared = args.includes('--shared');
  const suites = findTests(shared ? 'test/host/shared' : 'test/host/suites', args.filter((arg) => !arg.startsWith('--')));
  if (suites.length === 0) return noTests;
  return runInHost({ name: shared ? 'hostShared' : 'host', suites, startBlog: shared ? () => startReplicaBlog() : () => startDemo({ gate: true }) });
}

export async function main(args: readonly string[]): Promise<number> {
  return reportCounts(await hostTests(args));
}
