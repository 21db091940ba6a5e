import { startDemo } from '../harness/blog';
import { Workbench } from '../harness/workbench';
import type { Report } from './row';
import { readTimes, watch } from './stopwatch';
import { median } from './timing';

const rounds = 5;

/**
 * From the choice of a post, the first since the window opened, to the reference in the text as
 * it is drawn: files read, entry saved, and all that the editor does; `cite.first` is our own part of it.
 */
export async function run(report: Report): Promise<void> {
  const workbench = await Workbench.open({ blog: await startDemo() });
  const before = ['paper.tex', 'references.bib'].map((file) => [file, workbench.readFile(file)] as const);
  const times: number[] = [];
  try {
    await watch(workbench.page, '.editor-instance .view-line', '\\cite{');
    for (let round = 0; round < rounds; round++) {
      for (const [file, text] of before) workbench.writeFile(file, text);
      await workbench.reload();
      await workbench.openFile('paper.tex');
      await workbench.goTo(4, 5);
      await workbench.runCommand('Scientific Spaces: Insert Citation');
      await workbench.pickRows().first().waitFor();
      await workbench.pickRows().first().click();
      times.push((await readTimes(workbench.page)).first);
      await workbench.save();
      await workbench.runCommand('View: Close All Editors');
    }
  } finally {
    await workbench.close();
  }
  report({ name: 'cite.firstToText', value: median(times), unit: 'ms' });
}
