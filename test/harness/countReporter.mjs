// A reporter of node:test that writes {"passed", "failed"}: the runner's own sums, whatever the other reporter prints.
export default async function* countReporter(source) {
  const sums = new Map();
  for await (const { type, data } of source) {
    const [, name, count] = (type === 'test:diagnostic' && data.nesting === 0 && /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message)) || [];
    if (name) sums.set(name, Number(count));
  }
  const sum = (...names) => names.reduce((total, name) => total + (sums.get(name) ?? 0), 0);
  // A skipped test shows nothing: it counts as a failure, so that none goes unseen.
  yield JSON.stringify({ passed: sum('pass'), failed: sum('fail', 'cancelled', 'skipped', 'todo') });
}
