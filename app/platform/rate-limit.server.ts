import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import { SECOND } from '#app/lib/duration.ts';

/** Counts what each client does, in this process, and says when one has to wait. */
export type RateLimit = {
  /** @returns 0 when allowed, else the whole seconds to wait */
  take(client: string): Promise<number>;
};

/** Clients counted at once. A flood of new ones pushes out the one that was quiet for longest. */
const MOST_CLIENTS = 20_000;

type Window = { used: number; endsAt: number };

/**
 * So many times in a window of so many seconds, for each client. The memory it takes is bounded, whatever the
 * number of clients: made-up addresses cannot fill the process.
 * @param now milliseconds that only go forward
 */
export function createRateLimit(
  times: number,
  windowSeconds: number,
  now: () => number = () => performance.now(),
): RateLimit {
  const windows = new LRUCache<string, Window>({ max: MOST_CLIENTS });
  return {
    take(client) {
      const at = now();
      const known = windows.get(client);
      const window =
        known && known.endsAt > at ? known : { used: 0, endsAt: at + windowSeconds * SECOND };
      if (window !== known) windows.set(client, window);
      window.used += 1;
      const wait = window.used > times ? Math.ceil((window.endsAt - at) / SECOND) : 0;
      return Promise.resolve(wait);
    },
  };
}
