import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryOnOutage } from './retry-on-outage.server.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** As the driver reports it: the server is shutting down. */
const OUTAGE = Object.assign(new Error('terminating connection'), { code: '57P01' });
const CONFLICT = Object.assign(new Error('could not serialize access'), { code: '40001' });

/** What it comes to, while the time that it waits is over at once; and how often it was tried. */
async function retried(results: (Error | string)[], last: Error | string) {
  let tries = 0;
  const done = retryOnOutage(() => {
    const result = results[tries] ?? last;
    tries += 1;
    return typeof result === 'string' ? Promise.resolve(result) : Promise.reject(result);
  }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(120_000);
  return { result: await done, tries };
}

test('work is repeated while the database is unavailable or busy with another transaction', async () => {
  expect(await retried([OUTAGE, CONFLICT, OUTAGE], 'saved')).toEqual({ result: 'saved', tries: 4 });
});

test('any other error comes out at once, as it is', async () => {
  const broken = Object.assign(new Error('duplicate key'), { code: '23505' });
  expect(await retried([broken], 'saved')).toEqual({ result: broken, tries: 1 });
});

test('a database that stays unavailable is tried four times a second for a minute', async () => {
  const { result, tries } = await retried([], OUTAGE);
  expect(result).toBe(OUTAGE);
  expect(tries).toBe(241);
});
