import { expect, test } from 'vitest';
import { createRateLimit } from './rate-limit.server.ts';

test('a client that used up its times waits until the window ends, and others do not', async () => {
  let now = 0;
  const limit = createRateLimit(2, 60, () => now);
  expect([await limit.take('a'), await limit.take('a')]).toEqual([0, 0]);
  now = 15_000;
  expect(await limit.take('a')).toBe(45);
  expect(await limit.take('b')).toBe(0);
  now = 60_000;
  expect(await limit.take('a')).toBe(0);
});

test('a flood of clients takes no more memory than a bounded number of them', async () => {
  const limit = createRateLimit(1, 60, () => 0);
  await limit.take('first');
  expect(await limit.take('first')).toBe(60);
  for (let n = 0; n < 20_000; n += 1) await limit.take(`made up ${String(n)}`);
  // What is forgotten is not kept anywhere, so that it starts again.
  expect(await limit.take('first')).toBe(0);
  expect(await limit.take('made up 19999')).toBe(60);
});
