// A process that downloads until it is killed: node downloadProcess.ts URL FOLDER ID...
import { systemClock } from '../../../src/core/net/systemClock';
import { DownloadJournal } from '../../../src/core/store/downloadJournal';
import { Downloads } from '../../../src/core/store/downloads';
import { openReader } from './replica';

const [url = '', folder = '', ...ids] = process.argv.slice(2);
const pace = { concurrency: 2, backgroundConcurrency: 1, pauseMs: { person: 5, background: 20 } };
const { store, storage, log } = openReader(url, folder, { pace });
const downloads = new Downloads({ articles: store }, new DownloadJournal(storage, systemClock, log), systemClock, log);
void downloads.start('all', ids, { signal: new AbortController().signal, onProgress: ({ done }) => process.send?.(done) });
