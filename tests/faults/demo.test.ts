import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { embeddedDatabase } from '#app/platform/embedded-database.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { commonTmpdir } from '#app/platform/unprivileged-user.server.ts';
import { openStage } from '#tests/demo/open-stage.ts';
import { playDemo, type Stage } from '#tests/demo/play.ts';
import type { DemoFigures } from '#tests/demo/figures.ts';
import { newBuyers } from '#tests/demo/new-buyers.ts';
import { SMALL_DEMO } from '#tests/demo/sizes.ts';
import { freePort } from '#tests/stack/free-port.ts';

/** So much later a delivery comes than others of its moment, real milliseconds: they are processed by then. */
const LATE_MS = 200;
const QUIET = { progress: () => ({ update: () => {}, stop: () => {} }), phase: () => {} };

/**
 * Plays a small demo on a server of its own.
 * @param now when it is played; its figures are those of no other day
 * @param slow makes parts of it slow
 */
async function playSmall(now: number, slow: (stage: Stage) => void): Promise<DemoFigures> {
  const folder = await mkdtemp(join(commonTmpdir(), `tendril-tests-${String(process.pid)}-demo-`));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await promisify(execFile)('cp', ['-a', `${inject('environmentTemplate')}/.`, folder]);
  await chmod(folder, 0o755);
  const server = await embeddedDatabase(folder, ['fsync=off', `port=${String(await freePort())}`]);
  try {
    const dataDir = join(folder, 'app');
    await mkdir(dataDir);
    const urls = { databaseUrl: server.url, runtimeUrl: server.runtimeUrl };
    const open = await openStage({ ...urls, dataDir }, SMALL_DEMO, now);
    try {
      // Who subscribes with a first order is known by several deliveries of one moment.
      open.stage.record = [...open.stage.record, ...newBuyers(open.stage.record, SMALL_DEMO)];
      slow(open.stage);
      return await playDemo(open.stage, SMALL_DEMO, open.period, QUIET);
    } finally {
      await open.close();
    }
  } finally {
    await server.stop('immediate');
  }
}

const CONSENTS = 'customers_email_marketing_consent/update';

test('a demo comes to the same figures on a slow machine and on another day, whichever delivery comes first', async () => {
  const first = await playSmall(Date.parse('2026-11-29T12:00:00Z'), ({ stack }) => {
    Object.assign(stack.store.webhooks.faults, { lateTopics: [CONSENTS], lateMs: LATE_MS });
  });
  const second = await playSmall(Date.parse('2026-11-29T12:00:00Z') + 100 * DAY, ({ stack }) => {
    Object.assign(stack.store.webhooks.faults, {
      ...{ lateTopics: ['orders/create'], lateMs: LATE_MS },
      shuffleMs: 30,
    });
    stack.store.smtpFaults.slowMs = 20;
    stack.store.adminFaults.bulkPauseMs = 20;
  });
  expect(second.figures).toEqual(first.figures);
  const figure = (name: string) => first.figures.find((one) => one.name === name)?.value;
  // Nothing that was sent was late.
  expect(Number(figure('Mails sent'))).toBeGreaterThan(10);
  expect(figure('Mails sent at the moment they were due')).toBe(figure('Mails sent'));
  expect(first.balanceHolds).toBe(true);
});
