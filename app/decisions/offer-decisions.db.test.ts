import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { checkDecision } from './check-decision.server.ts';

const db = await testDatabase();
const { pool, shopId, reachCheckout, run, issueAll, sendMails } = await openOfferEnvironment(db);

/** Every decision of the shop with what comes of making it again, by outcome and reason. */
async function decisionsMadeAgain(): Promise<Record<string, unknown>> {
  const { rows } = await db.owner.query<{ id: string; at: Date; outcome: string; reason: string }>(
    'select id, at, outcome, reason from decision where shop_id = $1',
    [shopId],
  );
  return await inShop(pool, shopId, async (client) => {
    const found: Record<string, unknown> = {};
    for (const { id, at, outcome, reason } of rows) {
      const place = { id, at: new Date(at).getTime() };
      found[`${outcome} ${reason}`] = await checkDecision(client, shopId, place);
    }
    return found;
  });
}

test('why an offer was made or not, and what waited for its code, is decided again from the rows', async () => {
  await reachCheckout('ada');
  await reachCheckout('bo', ['wholesale']);
  await run('banner');
  await sendMails();
  await issueAll();
  await run('banner');
  await sendMails();
  const found = await decisionsMadeAgain();
  expect(found).toMatchObject({
    'offered may_offer': { same: true },
    'not_offered trade_buyer': { same: true },
    'deferred code_pending': { same: true },
    'done banner': { same: true },
    'sent marketing': { same: true },
  });
});
