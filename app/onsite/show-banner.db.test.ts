import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  addCart,
  addPerson,
  effectState,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { putLeadInStage } from '#tests/pipeline/lead-in-stage.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { showBanner } from './show-banner.server.ts';
import { ANONYMOUS_VISIT, type Visit } from './visit.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId } = environment;

async function identify(profileId: string, kind: string, value: string): Promise<void> {
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into identity (shop_id, kind, value, profile_id, linked_at) values ($1, $2, $3, $4, $5)`,
      [shopId, kind, value, profileId, new Date(NOON)],
    ),
  );
}

async function customer(): Promise<{ id: string; customerId: string }> {
  const { id } = await addPerson(environment);
  const customerId = String(Number.parseInt(id.slice(0, 8), 16));
  await identify(id, 'customer', customerId);
  return { id, customerId };
}

/** What is shown at a visit. */
async function visit(known: Partial<Visit>): Promise<unknown> {
  const storefront = { url: environment.storefrontUrl, hosts: [] };
  const { openDeals } = environment.mailServices;
  return await inShop(pool, shopId, (client) =>
    showBanner(client, shopId, storefront, { ...ANONYMOUS_VISIT, ...known }, openDeals, NOON),
  );
}

/** A customer with a cart, and the banner of it. */
async function shopper(): Promise<{
  id: string;
  customerId: string;
  show: () => Promise<unknown>;
}> {
  const { id, customerId } = await customer();
  const { token } = await addCart(environment, id);
  await place(id, { context: { subject: 'basket', kind: 'cart', token, cartToken: null } }, null);
  return { id, customerId, show: () => visit({ customerId }) };
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

test('a shopper who declined messages in the store sees none, which is recorded', async () => {
  const { id, show } = await shopper();
  await db.owner.query(
    `insert into reader_preference (shop_id, address, declined_topics, frequency, declines_banners, changed_at)
     select shop_id, email, '{}', 'all', true, now() from profile where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  expect(await show()).toBeNull();
  expect(await show()).toBeNull();
  expect(await decisionsOf(id)).toEqual([
    { outcome: 'skipped', reason: 'channel_declined', rule: 'planner@1' },
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

test.each([
  { subject: 'person' },
  { subject: 'person', collection: '77' },
  { subject: 'application', applicationId: randomUUID() },
])(
  'a banner that a run asked for is shown to its person at the next visit: %j',
  async (context) => {
    const { id, customerId } = await customer();
    await askForBanner(id, context);
    expect(await visit({ customerId })).toMatchObject({
      heading: 'Good to see you again',
      action: { url: environment.storefrontUrl },
      items: [],
    });
  },
);

test('who is identified sees a banner about them only where Shopify vouches for them', async () => {
  const { id } = await customer();
  const visitor = randomUUID();
  await identify(id, 'visitor', visitor);
  await askForBanner(id, { subject: 'person' });
  expect(await visit({ visitor })).toBeNull();
});

test('a banner about a product that is gone is not shown', async () => {
  const { id, customerId } = await customer();
  await askForBanner(id, { subject: 'person', product: '404' });
  expect(await visit({ customerId })).toBeNull();
});

/** Lets a run about `context` ask for the banner of lapsed customers, and places it. */
async function askForBanner(profileId: string, context: object): Promise<void> {
  const key = `${randomUUID()}:ignored-banner:1`;
  const payload = {
    template: 'lapsed-banner',
    journeyKey: 'lapsed',
    context,
    expiresAt: NOON + DAY,
  };
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into effect (shop_id, key, kind, profile_id, run_id, state, payload, created_at, due_at)
       values ($1, $2, 'banner', $3, null, 'ready', $4, $5, $5)`,
      [shopId, key, profileId, JSON.stringify(payload), new Date(NOON)],
    ),
  );
  await runEffectsOf('banner', environment.mailServices, shopId);
  expect(await effectState(environment, key)).toMatchObject({ state: 'done' });
}

async function putLead(profileId: string, stage: LeadStage): Promise<void> {
  await inShop(pool, shopId, (client) => putLeadInStage(client, shopId, profileId, stage, NOON));
}
