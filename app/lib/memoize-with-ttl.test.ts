import { expect, test } from 'vitest';
import { memoizeWithTtl } from './memoize-with-ttl.ts';

const TTL_MS = 5_000;

/** A clock that a test sets, and a load that notes its keys. */
function start() {
  const clock = { at: 1_000, now: () => clock.at };
  const loaded: string[] = [];
  const load = (key: string) => {
    loaded.push(key);
    return Promise.resolve(key.toUpperCase());
  };
  return { clock, loaded, load };
}

test('a burst of calls with one key loads once, until the time is over by the clock given', async () => {
  const { clock, loaded, load } = start();
  const find = memoizeWithTtl(load, clock, TTL_MS);
  expect(await Promise.all([find('fern'), find('fern'), find('moss')])).toEqual([
    'FERN',
    'FERN',
    'MOSS',
  ]);
  clock.at += TTL_MS;
  await find('fern');
  expect(loaded).toEqual(['fern', 'moss']);
  clock.at += 1;
  await find('fern');
  expect(loaded).toEqual(['fern', 'moss', 'fern']);
});

test('a failure goes to those that wait for it and is not cached', async () => {
  const { clock } = start();
  let loads = 0;
  const find = memoizeWithTtl(
    () => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('broken')) : Promise.resolve('found');
    },
    clock,
    TTL_MS,
  );
  const both = await Promise.allSettled([find('fern'), find('fern')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await find('fern')).toBe('found');
  expect(loads).toBe(2);
});

test('a value that does not last is loaded again by the next call', async () => {
  const { clock, loaded, load } = start();
  const find = memoizeWithTtl(load, clock, TTL_MS, (value) => value !== 'GONE');
  for (const key of ['gone', 'gone', 'fern', 'fern']) await find(key);
  expect(loaded).toEqual(['gone', 'gone', 'fern']);
});

test('of too many keys the one that was not asked for longest is forgotten', async () => {
  const { clock, loaded, load } = start();
  const find = memoizeWithTtl(load, clock, TTL_MS);
  for (let n = 0; n < 10_000; n += 1) await find(String(n));
  await find('0');
  await find('one more');
  expect(loaded).toHaveLength(10_001);
  await find('0');
  expect(loaded).toHaveLength(10_001);
  await find('1');
  expect(loaded).toHaveLength(10_002);
});
