import { afterAll, expect, test } from 'vitest';
import { openChance } from '#tests/demo/chance.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { openHouse } from './house.ts';
import { CUT_SHARE, fatesOf, sendThroughKills, shopOf } from './mail-storm.ts';
import { proven } from './proven.ts';
import { SIZES } from './sizes.ts';

const SEED = 7_322;
/** Mails under way at once in one process, as the worker sets it. */
const AT_ONCE = 20;

const house = await openHouse(1, { lookup: false, webhooks: { retryWindowMs: 120_000 } });
afterAll(() => house.close());

test('C1 a receiver that cannot be asked gets no mail twice, and every mail in doubt is listed', async (context) => {
  const size = SIZES.blindMails;
  await sendThroughKills(house, size, openChance(SEED));
  await eventually('no mail under way', async () => {
    const [row] = await house.ask<{ open: number }>(
      "select count(*)::int as open from effect where state in ('ready', 'attempted') and kind = 'email'",
    );
    return row?.open === 0 && (await entered()) === size.count;
  });

  const { ledger } = house.stack.store.mailbox;
  const fates = await fatesOf(house);
  const inDoubt = fates.filter(({ state }) => state === 'in_doubt');
  const sent = fates.filter(({ state }) => state === 'done');
  const lost = sent.filter(({ message_id }) => message_id === null || !ledger.has(message_id));
  const duplicated = [...ledger.values()].filter((times) => times > 1);
  const drops = Math.ceil(size.count * CUT_SHARE * 3);
  proven(context, {
    promise: 'C1 a receiver that cannot be asked gets no mail twice',
    size: `${String(size.count)} mails, ${String(size.workerKills)} kills`,
    lost: lost.length,
    duplicated: duplicated.length,
    unexpected: Math.max(0, ledger.size - size.count),
    note: `${String(inDoubt.length)} in doubt and listed`,
  });
  expect(house.crashes).toEqual([]);
  expect(lost).toEqual([]);
  expect(duplicated).toEqual([]);
  expect(sent.length + inDoubt.length).toBe(size.count);
  expect(inDoubt.length).toBeGreaterThan(0);
  expect(inDoubt.length).toBeLessThanOrEqual((size.workerKills + drops) * AT_ONCE);
  expect(await balanceOf(house, shopOf(house))).toMatchObject({
    holds: true,
    sent: sent.length,
    inDoubt: inDoubt.length,
  });
});

async function entered(): Promise<number> {
  const [row] = await house.ask<{ count: number }>(
    "select count(*)::int as count from effect where kind = 'email'",
  );
  return row?.count ?? 0;
}
