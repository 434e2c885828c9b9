import { afterAll, expect, test } from 'vitest';
import { openChance } from '#tests/demo/chance.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { openHouse } from './house.ts';
import { fatesOf, sendThroughKills, shopOf } from './mail-storm.ts';
import { proven } from './proven.ts';
import { SIZES } from './sizes.ts';

const SEED = 7_321;

const house = await openHouse(1, { lookup: true, webhooks: { retryWindowMs: 120_000 } });
afterAll(() => house.close());

test('C1 a receiver that can be asked gets every mail once, whatever is killed', async (context) => {
  const size = SIZES.mails;
  await sendThroughKills(house, size, openChance(SEED));
  await eventually('all mails sent', async () => (await unsent()) === 0);

  const { ledger } = house.stack.store.mailbox;
  const fates = await fatesOf(house);
  const lost = fates.filter(({ message_id }) => message_id === null || !ledger.has(message_id));
  const duplicated = [...ledger.values()].filter((times) => times > 1);
  proven(context, {
    promise: 'C1 a receiver that can be asked gets every mail once',
    size: `${String(size.count)} mails, ${String(size.workerKills)} kills, ${String(size.databaseStops)} stops`,
    lost: lost.length,
    duplicated: duplicated.length,
    unexpected: Math.max(0, ledger.size - size.count),
  });
  expect(house.crashes).toEqual([]);
  expect(fates).toHaveLength(size.count);
  expect(ledger.size).toBe(size.count);
  expect(lost).toEqual([]);
  expect(duplicated).toEqual([]);
  expect(await balanceOf(house, shopOf(house))).toMatchObject({
    holds: true,
    entered: size.count,
    sent: size.count,
  });
});

async function unsent(): Promise<number> {
  const [row] = await house.ask<{ open: number }>(
    `select (select count(*) from inbox)::int + count(*) filter (where state <> 'done')::int as open
     from effect where kind = 'email'`,
  );
  return row?.open ?? 0;
}
