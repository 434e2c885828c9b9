import { expect, test } from 'vitest';
import { databaseClock } from './database-clock.server.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

/** A clock of which the test moves the steady time, the host's and how long the database takes to answer. */
function opened() {
  const fake = { steady: 5_000, host: NOON, tookMs: 0, away: false };
  function readTime(): Promise<number> {
    if (fake.away) return Promise.reject(new Error('away'));
    // Read half way between the request and the response.
    const now = NOON + fake.steady - 5_000 + fake.tookMs / 2;
    fake.steady += fake.tookMs;
    return Promise.resolve(now);
  }
  const clock = databaseClock(readTime, { steady: () => fake.steady, host: () => fake.host });
  return { fake, clock };
}

test.each([-600_000, 0, 600_000])(
  'a host that is %d ms off has the time of the database',
  async (off) => {
    const { fake, clock } = opened();
    fake.host = NOON + off;
    fake.tookMs = 40;
    await clock.align();
    expect(clock.now()).toBe(NOON + 40);
    fake.steady += 1_000;
    expect(clock.now()).toBe(NOON + 1_040);
  },
);

test('a host whose clock jumps changes nothing', async () => {
  const { fake, clock } = opened();
  await clock.align();
  fake.host += 7_200_000;
  fake.steady += 10;
  expect(clock.now()).toBe(NOON + 10);
});

test('without an answer the time goes on, and a slow answer does not replace a better one', async () => {
  const { fake, clock } = opened();
  expect(clock.now()).toBe(NOON);
  await clock.align();
  fake.away = true;
  await expect(clock.align()).rejects.toThrow('away');
  fake.steady += 500;
  expect(clock.now()).toBe(NOON + 500);
  fake.away = false;
  fake.tookMs = 3_000;
  await clock.align();
  expect(clock.now()).toBe(NOON + 3_500);
});
