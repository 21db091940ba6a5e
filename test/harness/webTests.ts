import { runServer } from '@vscode/test-web/out/server/main.js';
import { createServer, type AddressInfo } from 'node:net';
import { launchBrowser } from './browser';
import { noTests, reportCounts, type Counts } from './counts';
import { runSuite } from './inHost';
import { installWebHost } from './installHost';
import { root } from './paths';
import { bundleSuites, findTests } from './suites';
import { createWorkspace, deleteWorkspace } from './workspace';

const timeoutMs = 5 * 60 * 1000;

/** A port that is free now: test-web wants to be told one. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** `npm run test:web [-- PART ...]`: Mocha suites in the web worker extension host, the one of vscode.dev (`dist/` must be built). */
export async function webTests(args: readonly string[]): Promise<Counts> {
  const suites = findTests('test/web', args);
  if (suites.length === 0) return noTests;
  const location = await installWebHost();
  const tests = await bundleSuites({ name: 'web.js', runner: 'test/web/runMocha', suites, platform: 'browser' });
  const workspace = createWorkspace();
  const port = await freePort();
  const server = await runServer('localhost', port, {
    build: { type: 'static', location, quality: 'stable', version: 'local' },
    esm: true,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    folderMountPath: workspace,
  });
  const browser = await launchBrowser();
  try {
    return await runSuite(browser, { name: 'web', url: `http://localhost:${port}/`, timeoutMs });
  } finally {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await deleteWorkspace(workspace);
  }
}

export async function main(args: readonly string[]): Promise<number> {
  return reportCounts(await webTests(args));
}
