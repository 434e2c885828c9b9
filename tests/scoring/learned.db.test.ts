import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { internalDelivery, type Delivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { breakingPool } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { revertScoreModel } from '#app/scoring/save-score-model.server.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { adoptLearnedModel } from '#app/engine/adopt-learned-model.server.ts';
import { loadLearnedPage } from '#app/scoring/training/learned-page.server.ts';
import { learnModel } from '#app/scoring/training/learn-model.server.ts';
import { cancelLearning, startLearning } from '#app/scoring/training/learning.server.ts';
import { loadLearned } from '#app/scoring/training/store/learned-models.server.ts';
import { loadLearning } from '#app/scoring/training/store/learning.server.ts';
import { evaluationOf } from '#app/scoring/training/words.ts';

const db = await testDatabase();

const NOW = Date.UTC(2026, 9, 1, 6);
const DAYS = 240;
const PEOPLE = 420;
const clock = { now: () => NOW };

/** A shop installed 240 days ago. */
async function olderShop(): Promise<string> {
  const shop = await installedShop(db.pool);
  const installedAt = new Date(NOW - DAYS * DAY);
  await db.owner.query('update shop set installed_at = $2 where id = $1', [shop.id, installedAt]);
  return shop.id;
}

async function learned(shopId: string, by = 'ann') {
  await inShop(db.pool, shopId, (client) => startLearning(client, shopId, by, NOW));
  await learnModel({ pool: db.pool, clock }, shopId);
  return await inShop(db.pool, shopId, async (client) => ({
    ...(await loadLearned(client, shopId)),
    learning: await loadLearning(client, shopId),
  }));
}

/** Takes over what was learned, having seen a version of the score model in use. */
async function take(shopId: string, version: number, base: number) {
  return await inShop(db.pool, shopId, async (client) => {
    const done = await adoptLearnedModel(client, shopId, version, { base, by: 'ann', now: NOW });
    return { done, model: (await loadScoreModel(client, shopId)).model };
  });
}

/**
 * What a shop receives of people who come every few weeks: half of the visits are by a link in a mail, after
 * which two of three order within days, the others look at a page, after which one of twenty does.
 */
function visits(): Delivery[] {
  const random = openRandomSource(11);
  const deliveries: Delivery[] = [];
  let orders = 0;
  for (let person = 1; person <= PEOPLE; person += 1) {
    const identifiers = [{ kind: 'customer', value: String(person) }];
    for (let at = NOW - DAYS * DAY + random.between(0, 40) * DAY; at < NOW;) {
      const byMail = random.happens(0.5);
      const body = byMail
        ? { at, identifiers, effectKey: `${String(person)}:${String(at)}`, url: '/' }
        : { at, identifiers, page: '/' };
      const kind = byMail ? 'mail.clicked' : 'page.viewed';
      deliveries.push(internalDelivery(kind, `${String(person)}:${String(at)}`, at, body));
      if (random.happens(byMail ? 0.66 : 0.05)) {
        orders += 1;
        deliveries.push(order(person, orders, at + random.between(1, 20) * DAY));
      }
      at += random.between(25, 60) * DAY;
    }
  }
  return deliveries;
}

function order(person: number, number: number, at: number): Delivery {
  const time = new Date(at).toISOString();
  const customer = customerPayload({
    id: person,
    admin_graphql_api_id: `gid://shopify/Customer/${String(person)}`,
    email: `p${String(person)}@example.com`,
    phone: null,
  });
  const body = orderPayload({
    id: number,
    admin_graphql_api_id: `gid://shopify/Order/${String(number)}`,
    name: `#${String(number)}`,
    email: customer['email'],
    contact_email: customer['email'],
    customer,
    cart_token: null,
    checkout_token: null,
    created_at: time,
    processed_at: time,
    updated_at: time,
  });
  const key = `order-${String(number)}`;
  return { key, topic: 'orders/create', receivedAt: at, triggeredAt: at, body: encodeBody(body) };
}

test('a shop learns from its own history that mail clicks lead to orders, and takes it or goes back', async () => {
  const shopId = await olderShop();
  const deliveries = visits().filter(({ receivedAt }) => receivedAt < NOW);
  await inShop(db.pool, shopId, (client) => storeDeliveries(client, shopId, deliveries));
  await drainAt(db.pool, shopId, NOW);

  const first = await learned(shopId);
  expect(first.lastAttempt).toBeNull();
  const [version] = first.versions;
  if (!version) throw new Error('Nothing was learned.');
  const { evidence, rules, basedOn } = version;
  expect({ ...first.learning, basedOn }).toMatchObject({
    state: 'done',
    askedBy: 'ann',
    peopleTotal: PEOPLE,
    peopleDone: PEOPLE,
    basedOn: 1,
  });
  expect(evidence.learned.examples + evidence.tested.examples).toBeLessThanOrEqual(
    first.learning?.examples ?? 0,
  );
  expect(evidence.tested.outcomes).toBeGreaterThanOrEqual(100);
  const weights = new Map(
    rules.map(({ feature, weight }) => [
      feature.kind === 'signal' ? feature.rule.signal : feature.rule.label,
      weight,
    ]),
  );
  expect(weights.get('mail_clicked')).toBeGreaterThan(0.3);
  expect(weights.get('mail_clicked')).toBeGreaterThan(3 * (weights.get('page_viewed') ?? 1));
  expect(evidence.area.low).toBeGreaterThan(evidence.areaInUse);
  expect(evaluationOf(evidence)).toBe('better');

  // The same history teaches the same again, also where the first attempt broke off.
  await inShop(db.pool, shopId, (client) => startLearning(client, shopId, 'ann', NOW));
  const breaking = breakingPool(db.pool, 17, 'cut before');
  await expect(learnModel({ pool: breaking.pool, clock }, shopId)).rejects.toThrow();
  const between = await inShop(db.pool, shopId, (client) => loadLearning(client, shopId));
  expect(between).toMatchObject({ state: 'reading', peopleTotal: PEOPLE });
  const again = await learned(shopId);
  expect(again.versions.map((one) => one.version)).toEqual([2, 1]);
  expect(again.versions[0]).toEqual({ ...version, version: 2 });

  const taken = await take(shopId, 1, 1);
  expect(taken).toEqual({
    done: { outcome: 'saved', version: 2 },
    model: { ...version.suggested, version: 2 },
  });
  expect((await take(shopId, 1, 1)).done).toEqual({ outcome: 'conflict' });
  expect((await take(shopId, 9, 2)).done).toEqual({ outcome: 'not_found' });
  const { rows } = await db.owner.query(
    'select origin, note from score_model where shop_id = $1 and version = 2',
    [shopId],
  );
  expect(rows).toEqual([{ origin: 'learned', note: 'Learned from orders, version 1' }]);
  const shown = await inShop(db.pool, shopId, (client) => loadLearnedPage(client, shopId, 1));
  expect(shown.changes).toEqual([]);
  await inShop(db.pool, shopId, (client) =>
    revertScoreModel(client, shopId, 1, { base: 2, by: 'ann', now: NOW }),
  );
  const back = await inShop(db.pool, shopId, (client) => loadLearnedPage(client, shopId, 1));
  expect(back.inUse.model).toEqual({ ...retailModel, version: 3 });
  expect(back.changes.length).toBeGreaterThan(0);
});

test('a shop without history is shown what is missing, once, and a learning that was called off saves nothing', async () => {
  const shopId = await olderShop();
  await learned(shopId);
  const { versions, lastAttempt } = await learned(shopId);
  expect(versions).toEqual([]);
  expect(lastAttempt).toEqual({
    triedAt: NOW,
    result: { outcome: 'too_little', lacking: 'history', has: 0, needs: 90 },
  });
  const other = await olderShop();
  await inShop(db.pool, other, (client) => startLearning(client, other, 'ann', NOW));
  await inShop(db.pool, other, (client) => cancelLearning(client, other, NOW));
  await learnModel({ pool: db.pool, clock }, other);
  const after = await inShop(db.pool, other, async (client) => ({
    ...(await loadLearned(client, other)),
    state: (await loadLearning(client, other))?.state,
  }));
  expect(after).toEqual({ versions: [], lastAttempt: null, state: 'cancelled' });
});
