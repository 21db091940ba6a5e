import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for a busy machine: a test fails by what it sees, not by how soon. */
export const actionTimeoutMs = 45_000;
const pollMs = 150;

/** Waits until `look` gives something true, and returns it. What it throws counts as not yet. */
export async function until<Seen>(what: string, look: () => Seen | Promise<Seen>, timeoutMs = actionTimeoutMs): Promise<NonNullable<Seen>> {
  let last: unknown;
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(pollMs)) {
    try {
      const seen = await look();
      if (seen) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Waited for ${what} for ${timeoutMs / 1000} s`, { cause: last });
}

/** Waits until `look` gives the same for a while, and returns it: what scrolls or loads has come to rest. */
export async function settled<Seen extends number | string>(look: () => Promise<Seen>): Promise<Seen> {
  let before = await look();
  for (let same = 0; same < 3; ) {
    await sleep(pollMs);
    const now = await look();
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return before;
}
