import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { decideDoubt, listMailsInDoubt } from '#app/messages/delivery/mails-in-doubt.server.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receiveAt, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { listFailedEffects, retryEffects } from '#app/effects/failed-effects.server.ts';

const db = await testDatabase({ isFilled: true });
const ALL = readListView(new URLSearchParams(), ['time']);

/** A shop whose first cart reminder came to this state; gives the mail's key. */
async function shopWithMail(state: 'in_doubt' | 'failed') {
  const shop = await installedShop(db.pool);
  await receiveAt(db.pool, shop.id, 'checkouts/update', checkoutPayload(), SEEN_AT);
  await drainAt(db.pool, shop.id, SEEN_AT + 2 * HOUR);
  const { rows } = await db.owner.query<{ key: string }>(
    `update effect set state = $2, reason = 'refused', answer = '550 no', attempts = 1, attempted_at = $3
      where shop_id = $1 returning key`,
    [shop.id, state, new Date(SEEN_AT)],
  );
  return { shop, key: rows[0]?.key ?? '' };
}

async function stateOf(shopId: string): Promise<unknown[]> {
  const { rows } = await db.owner.query<{ state: string }>(
    'select state from effect where shop_id = $1',
    [shopId],
  );
  return rows.map(({ state }) => state);
}

async function isEnqueued(shopId: string, job: string): Promise<boolean> {
  const { rowCount } = await db.owner.query('select from graphile_worker.jobs where key = $1', [
    `${job}:${shopId}`,
  ]);
  return rowCount === 1;
}

test('a mail in doubt is listed with whom it was for, and found by name', async () => {
  const { shop, key } = await shopWithMail('in_doubt');
  await inShop(db.pool, shop.id, async (client) => {
    const { mails, waiting } = await listMailsInDoubt(client, shop.id, ALL);
    expect(mails).toMatchObject([
      { key, template: 'basket-reminder-1', email: 'ada@example.com', attemptedAt: SEEN_AT },
    ]);
    expect(waiting).toBe(1);
    const found = await listMailsInDoubt(client, shop.id, { ...ALL, search: 'nobody' });
    expect(found).toEqual({ mails: [], hasMore: false, waiting: 1 });
  });
});

test('a mail marked as sent has its record, and a second decision changes nothing', async () => {
  const { shop, key } = await shopWithMail('in_doubt');
  const mail = { key, messageId: 'm1@app.example' };
  await inShop(db.pool, shop.id, async (client) => {
    const sent = { ...mail, decision: 'sent' as const };
    expect(await decideDoubt(client, shop.id, sent, 'ann', SEEN_AT)).toEqual({
      outcome: 'marked_sent',
    });
    const again = { ...mail, decision: 'again' as const };
    expect(await decideDoubt(client, shop.id, again, 'bob', SEEN_AT)).toEqual({
      outcome: 'no_longer_in_doubt',
    });
  });
  expect(await stateOf(shop.id)).toEqual(['done']);
  const { rows } = await db.owner.query('select message_id from message where shop_id = $1', [
    shop.id,
  ]);
  expect(rows).toEqual([{ message_id: 'm1@app.example' }]);
});

test('a mail that goes again is ready once, however often the button is pressed', async () => {
  const { shop, key } = await shopWithMail('in_doubt');
  const mail = { key, messageId: 'm2@app.example', decision: 'again' as const };
  const outcomes = await Promise.all(
    ['ann', 'ann'].map((actor) =>
      inShop(db.pool, shop.id, (client) => decideDoubt(client, shop.id, mail, actor, SEEN_AT)),
    ),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
    'no_longer_in_doubt',
    'sending_again',
  ]);
  expect(await stateOf(shop.id)).toEqual(['ready']);
  expect(await isEnqueued(shop.id, 'deliver')).toBe(true);
});

test('what failed is listed with the answer and can be tried again once', async () => {
  const { shop, key } = await shopWithMail('failed');
  await inShop(db.pool, shop.id, async (client) => {
    const { effects, waiting } = await listFailedEffects(client, shop.id, {
      ...ALL,
      search: '550',
    });
    expect(effects).toMatchObject([
      { key, kind: 'email', reason: 'refused', answer: '550 no', canRetry: true },
    ]);
    expect(waiting).toBe(1);
    expect(await retryEffects(client, shop.id, [key], 'ann', SEEN_AT)).toBe(1);
    expect(await retryEffects(client, shop.id, [key], 'ann', SEEN_AT)).toBe(0);
    expect((await listFailedEffects(client, shop.id, ALL)).waiting).toBe(0);
  });
  expect(await stateOf(shop.id)).toEqual(['ready']);
  expect(await isEnqueued(shop.id, 'deliver')).toBe(true);
});

test('what cannot be retried is shown and left alone', async () => {
  const { shop, key } = await shopWithMail('failed');
  await db.owner.query("update effect set kind = 'pigeon' where shop_id = $1", [shop.id]);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await retryEffects(client, shop.id, [key], 'ann', SEEN_AT)).toBe(0);
    const { effects } = await listFailedEffects(client, shop.id, ALL);
    expect(effects).toMatchObject([{ kind: 'pigeon', canRetry: false }]);
  });
});

test('problems of another shop are neither shown nor decided', async () => {
  const [doubt, failure] = [await shopWithMail('in_doubt'), await shopWithMail('failed')];
  const other = await installedShop(db.pool);
  await inShop(db.pool, other.id, async (client) => {
    for (const id of [doubt.shop.id, failure.shop.id, other.id]) {
      expect((await listMailsInDoubt(client, id, ALL)).waiting).toBe(0);
      expect((await listFailedEffects(client, id, ALL)).waiting).toBe(0);
      expect(await retryEffects(client, id, [failure.key], 'eve', SEEN_AT)).toBe(0);
      const mail = { key: doubt.key, messageId: 'm3@app.example', decision: 'again' as const };
      expect(await decideDoubt(client, id, mail, 'eve', SEEN_AT)).toEqual({
        outcome: 'no_longer_in_doubt',
      });
    }
  });
});
