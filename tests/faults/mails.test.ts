import { afterAll, expect, test } from 'vitest';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { openTestEnvironment } from './environment.ts';
import { sentMailOutcomesOf, sendThroughKills, shopOf } from './mail-storm.ts';
import { reportProof } from './report-proof.ts';
import { SIZES } from './sizes.ts';

const SEED = 7_321;

const environment = await openTestEnvironment(1, {
  lookup: true,
  webhooks: { retryWindowMs: 120_000 },
});
afterAll(() => environment.close());

test('C1 a receiver that can be asked gets every mail once, whatever is killed', async (context) => {
  const size = SIZES.mails;
  await sendThroughKills(environment, size, openRandomSource(SEED));
  await eventually('all mails sent', async () => (await unsent()) === 0);

  const { ledger } = environment.stack.store.mailbox;
  const outcomes = await sentMailOutcomesOf(environment);
  const lost = outcomes.filter(({ message_id }) => message_id === null || !ledger.has(message_id));
  const duplicated = [...ledger.values()].filter((times) => times > 1);
  reportProof(context, {
    promise: 'C1 a receiver that can be asked gets every mail once',
    size: `${String(size.count)} mails, ${String(size.workerKills)} kills, ${String(size.databaseStops)} stops`,
    lost: lost.length,
    duplicated: duplicated.length,
    unexpected: Math.max(0, ledger.size - size.count),
  });
  expect(environment.crashes).toEqual([]);
  expect(outcomes).toHaveLength(size.count);
  expect(ledger.size).toBe(size.count);
  expect(lost).toEqual([]);
  expect(duplicated).toEqual([]);
  expect(await balanceOf(environment, shopOf(environment))).toMatchObject({
    holds: true,
    entered: size.count,
    sent: size.count,
  });
});

async function unsent(): Promise<number> {
  const [row] = await environment.ask<{ open: number }>(
    `select (select count(*) from inbox)::int + count(*) filter (where state <> 'done')::int as open
     from effect where kind = 'email'`,
  );
  return row?.open ?? 0;
}
