import { afterAll, expect, test } from 'vitest';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { openTestEnvironment } from './environment.ts';
import { CUT_SHARE, sentMailOutcomesOf, sendThroughKills, shopOf } from './mail-storm.ts';
import { reportProof } from './report-proof.ts';
import { SIZES } from './sizes.ts';

const SEED = 7_322;
/** Mails under way at once in one process, as the worker sets it. */
const AT_ONCE = 20;

const environment = await openTestEnvironment(1, {
  lookup: false,
  webhooks: { retryWindowMs: 120_000 },
});
afterAll(() => environment.close());

test('C1 a receiver that cannot be asked gets no mail twice, and every mail in doubt is listed', async (context) => {
  const size = SIZES.blindMails;
  await sendThroughKills(environment, size, openRandomSource(SEED));
  await eventually('no mail under way', async () => {
    const [row] = await environment.ask<{ open: number }>(
      "select count(*)::int as open from effect where state in ('ready', 'attempted') and kind = 'email'",
    );
    return row?.open === 0 && (await entered()) === size.count;
  });

  const { ledger } = environment.stack.store.mailbox;
  const outcomes = await sentMailOutcomesOf(environment);
  const inDoubt = outcomes.filter(({ state }) => state === 'in_doubt');
  const sent = outcomes.filter(({ state }) => state === 'done');
  const lost = sent.filter(({ message_id }) => message_id === null || !ledger.has(message_id));
  const duplicated = [...ledger.values()].filter((times) => times > 1);
  const drops = Math.ceil(size.count * CUT_SHARE * 3);
  reportProof(context, {
    promise: 'C1 a receiver that cannot be asked gets no mail twice',
    size: `${String(size.count)} mails, ${String(size.workerKills)} kills`,
    lost: lost.length,
    duplicated: duplicated.length,
    unexpected: Math.max(0, ledger.size - size.count),
    note: `${String(inDoubt.length)} in doubt and listed`,
  });
  expect(environment.crashes).toEqual([]);
  expect(lost).toEqual([]);
  expect(duplicated).toEqual([]);
  expect(sent.length + inDoubt.length).toBe(size.count);
  expect(inDoubt.length).toBeGreaterThan(0);
  expect(inDoubt.length).toBeLessThanOrEqual((size.workerKills + drops) * AT_ONCE);
  expect(await balanceOf(environment, shopOf(environment))).toMatchObject({
    holds: true,
    sent: sent.length,
    inDoubt: inDoubt.length,
  });
});

async function entered(): Promise<number> {
  const [row] = await environment.ask<{ count: number }>(
    "select count(*)::int as count from effect where kind = 'email'",
  );
  return row?.count ?? 0;
}
