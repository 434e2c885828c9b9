import { beforeAll, expect, test } from 'vitest';
import { fadePairs } from '#app/catalog/store/save-pairs.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { planFaults, type PlanFault } from './judge-plan.ts';
import { addPairs } from './like-people.ts';
import { observedDatabase } from './observed-database.ts';

/** Enough to see that all are ranked for each. */
const PAIRS = 1_500;
/** How pairs were trimmed once: joined with their ranks by their key. */
const TRIMMED_BY_KEY = `
  delete from affinity using (
    select product_id, kind, period, other_id, row_number() over (
      partition by product_id, kind, period
      order by (other_id = product_id) desc, times desc, other_id) as place
    from affinity where shop_id = $1) as ranked
  where affinity.shop_id = $1 and affinity.product_id = ranked.product_id and affinity.kind = ranked.kind
    and affinity.period = ranked.period and affinity.other_id = ranked.other_id
    and (ranked.period < $2 or ranked.place > $3)`;
const FIRST_PERIOD = 220;
const LIMIT_A_PRODUCT = 51;

const { db, observed } = await observedDatabase();

// As it was before the planner had no statistics of which shops there are.
beforeAll(async () => {
  await db.owner.query('alter table affinity alter column shop_id set statistics -1');
  const other = await installedShop(db.pool);
  await addPairs(db.owner, other.id, 200);
  await db.owner.query('analyze affinity');
});

/** What is found in a new shop with so many pairs. */
async function faultsOf(
  work: (client: ShopClient, shopId: string) => Promise<unknown>,
): Promise<PlanFault[]> {
  const { id } = await installedShop(db.pool);
  await addPairs(db.owner, id, PAIRS);
  observed.take();
  await inShop(observed.pool, id, (client) => work(client, id));
  return planFaults(observed.take(), new Map([['affinity', PAIRS]]));
}

test('a statement that ranks all pairs for each pair is found by what it reads', async () => {
  const [fault, ...others] = await faultsOf((client, shopId) =>
    client.query(TRIMMED_BY_KEY, [shopId, FIRST_PERIOD, LIMIT_A_PRODUCT]),
  );
  expect(others).toEqual([]);
  expect(fault?.read).toBeGreaterThanOrEqual(PAIRS * PAIRS);
  expect(fault?.plan).toContain('WindowAgg');
});

test('pairs are trimmed by a plan that reads each of them a few times', async () => {
  expect(await faultsOf((client, shopId) => fadePairs(client, shopId, SEEN_AT))).toEqual([]);
});
