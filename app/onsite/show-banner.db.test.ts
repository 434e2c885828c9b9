import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { addCart, addPerson, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { putLeadInStage } from '#tests/pipeline/lead-in-stage.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { showBanner } from './show-banner.server.ts';
import { ANONYMOUS_VISIT } from './visit.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId } = environment;

/** A customer with a cart, and the banner of it. */
async function shopper(): Promise<{
  id: string;
  customerId: string;
  show: () => Promise<unknown>;
}> {
  const { id } = await addPerson(environment);
  const { token } = await addCart(environment, id);
  const customerId = String(Number.parseInt(id.slice(0, 8), 16));
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into identity (shop_id, kind, value, profile_id, linked_at) values ($1, 'customer', $2, $3, $4)`,
      [shopId, customerId, id, new Date(NOON)],
    ),
  );
  await place(id, { context: { subject: 'basket', kind: 'cart', token, cartToken: null } }, null);
  const storefront = { url: environment.storefrontUrl, hosts: [] };
  const show = () =>
    inShop(pool, shopId, (client) =>
      showBanner(
        client,
        shopId,
        storefront,
        { ...ANONYMOUS_VISIT, customerId },
        environment.mailServices.openDeals,
        NOON,
      ),
    );
  return { id, customerId, show };
}

async function place(profileId: string, content: object, seenAt: number | null): Promise<void> {
  const copy = { template: 'basket-banner', heading: 'Yours', text: '', actionLabel: 'See' };
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into banner (shop_id, id, effect_key, profile_id, content, state, created_at, expires_at, seen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        shopId,
        randomUUID(),
        randomUUID(),
        profileId,
        JSON.stringify({ ...copy, ...content }),
        seenAt === null ? 'waiting' : 'closed',
        new Date(NOON - DAY),
        new Date(NOON + DAY),
        seenAt === null ? null : new Date(seenAt),
      ],
    ),
  );
}

async function decisionsOf(profileId: string) {
  const { rows } = await inShop(pool, shopId, (client) =>
    client.query<{ outcome: string; reason: string; rule: string }>(
      'select outcome, reason, rule from decision where shop_id = $1 and profile_id = $2',
      [shopId, profileId],
    ),
  );
  return rows;
}

test('a banner is shown to a shopper who saw few', async () => {
  const { show } = await shopper();
  expect(await show()).toMatchObject({ heading: 'Yours' });
});

test('a shopper who saw as many as a day allows sees no new one, which is recorded once', async () => {
  const { id, show } = await shopper();
  for (const hours of [1, 2, 3])
    await place(id, { context: { subject: 'order', orderId: '1' } }, NOON - hours * HOUR);
  expect(await show()).toBeNull();
  expect(await show()).toBeNull();
  expect(await decisionsOf(id)).toEqual([
    { outcome: 'deferred', reason: 'frequency_cap', rule: 'planner@1' },
  ]);
});

test('a shopper with whom sales has an open deal sees none, until it is won', async () => {
  const { id, show } = await shopper();
  await putLead(id, 'opportunity');
  expect(await show()).toBeNull();
  expect(await decisionsOf(id)).toMatchObject([{ outcome: 'deferred', reason: 'open_deal' }]);
  await putLead(id, 'won');
  expect(await show()).toMatchObject({ heading: 'Yours' });
});

async function putLead(profileId: string, stage: LeadStage): Promise<void> {
  await inShop(pool, shopId, (client) => putLeadInStage(client, shopId, profileId, stage, NOON));
}
