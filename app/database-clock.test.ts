import { expect, test } from 'vitest';
import { databaseClock } from './database-clock.server.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

/** A clock of which the test moves the steady time, the host's and how long the database takes to answer. */
function opened() {
  const world = { steady: 5_000, host: NOON, tookMs: 0, away: false };
  function tell(): Promise<number> {
    if (world.away) return Promise.reject(new Error('away'));
    // Read half way between the question and the answer.
    const now = NOON + world.steady - 5_000 + world.tookMs / 2;
    world.steady += world.tookMs;
    return Promise.resolve(now);
  }
  const clock = databaseClock(tell, { steady: () => world.steady, host: () => world.host });
  return { world, clock };
}

test.each([-600_000, 0, 600_000])(
  'a host that is %d ms off tells the time of the database',
  async (off) => {
    const { world, clock } = opened();
    world.host = NOON + off;
    world.tookMs = 40;
    await clock.align();
    expect(clock.now()).toBe(NOON + 40);
    world.steady += 1_000;
    expect(clock.now()).toBe(NOON + 1_040);
  },
);

test('a host whose clock jumps changes nothing', async () => {
  const { world, clock } = opened();
  await clock.align();
  world.host += 7_200_000;
  world.steady += 10;
  expect(clock.now()).toBe(NOON + 10);
});

test('without an answer the time goes on, and a slow answer does not replace a better one', async () => {
  const { world, clock } = opened();
  expect(clock.now()).toBe(NOON);
  await clock.align();
  world.away = true;
  await expect(clock.align()).rejects.toThrow('away');
  world.steady += 500;
  expect(clock.now()).toBe(NOON + 500);
  world.away = false;
  world.tookMs = 3_000;
  await clock.align();
  expect(clock.now()).toBe(NOON + 3_500);
});
