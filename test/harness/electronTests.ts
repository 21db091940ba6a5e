import { runTests } from '@vscode/test-electron';
import { startDemo } from './blog';
import { noTests, oneFailure, reportCounts, type Counts } from './counts';
import { canDownload, hasDisplay } from './desktop';
import { root } from './paths';
import { bundleSuites, findTests } from './suites';
import { buildExtension } from './vsix';
import { createWorkspace, deleteWorkspace } from './workspace';

/** The suites of `test:host` in a desktop VS Code of the given version. */
async function electronTests(version: string, wanted: readonly string[]): Promise<Counts> {
  const suites = findTests('test/host/suites', wanted);
  if (suites.length === 0) return noTests;
  await buildExtension(false);
  const tests = await bundleSuites({ name: 'electron.js', runner: 'test/host/runMocha', suites, platform: 'node' });
  const blog = await startDemo({ gate: true });
  const workspace = createWorkspace();
  try {
    const code = await runTests({
      version,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: { BLOG_URL: blog.url, PROJECT_ROOT: root },
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
    });
    // Mocha's own report above has the numbers; the exit code is what counts here.
    return code === 0 ? { passed: 1, failed: 0 } : oneFailure;
  } finally {
    await blog.close();
    await deleteWorkspace(workspace);
  }
}

/** `npm run test:electron [-- VERSION [PART ...]]`: needs a display and access to VS Code's makers; 1.100.0 is the oldest we support. */
export async function main([version = 'stable', ...wanted]: readonly string[]): Promise<number> {
  if (!hasDisplay()) {
    console.error('No display (on Linux without one: xvfb-run -a npm run test:electron). The same suites without a desktop: npm run test:host');
    return 1;
  }
  if (!(await canDownload())) {
    console.error('VS Code cannot be fetched from its makers here. The same suites in a host from npm: npm run test:host');
    return 1;
  }
  return reportCounts(await electronTests(version, wanted));
}
