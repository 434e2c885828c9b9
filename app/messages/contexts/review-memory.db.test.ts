import { beforeEach, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { REVIEW_MEMORY_MS } from '#app/profiles/orders/reviewed-products.ts';
import { reportedEvent } from '#tests/fixtures/reported-payloads.ts';
import { askForReview } from '#tests/mail/mail-orders.ts';
import { addPerson, effectState, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const HAT = { productId: '501', title: 'Wool hat' };
const SCARF = { productId: '502', title: 'Scarf' };

beforeEach(() => {
  environment.clock.set(NOON);
});

/** A subscriber with an identity, so that events of their address find them. */
async function addKnownPerson() {
  const person = await addPerson(environment);
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      `insert into identity (shop_id, kind, value, profile_id, linked_at) values ($1, 'email', $2, $3, now())`,
      [environment.shopId, person.email, person.id],
    ),
  );
  return person;
}

/** Sends what is due, and lets the app know of it. */
async function deliverAt(now: number): Promise<void> {
  environment.clock.set(now);
  await deliverMails(environment.mailServices, environment.shopId);
  await drainAt(environment.pool, environment.shopId, now);
}

async function textOfNewest(email: string): Promise<string> {
  const sent = (await environment.mailbox.list({ to: email })).toSorted((a, b) => b.id - a.id);
  return (await environment.mailbox.get(sent[0]?.id ?? 0))?.text ?? '';
}

test('a product that a person was asked to review is left out of the next request, until that is long ago', async () => {
  const person = await addKnownPerson();
  await askForReview(environment, person, [HAT], 40);
  await deliverAt(NOON);
  expect(await textOfNewest(person.email)).toContain('Wool hat');
  const later = NOON + 30 * DAY;
  const renewal = await askForReview(environment, person, [HAT], 12, later);
  const both = await askForReview(environment, person, [HAT, SCARF], 11, later);
  await deliverAt(later);
  expect(await effectState(environment, renewal)).toMatchObject({
    state: 'skipped',
    reason: 'nothing_to_ask',
  });
  expect(await effectState(environment, both)).toMatchObject({ state: 'done' });
  const text = await textOfNewest(person.email);
  expect(text).toContain('Scarf');
  expect(text).not.toContain('Wool hat');
  // The hat was not asked about again, so that its time runs from the first request.
  const muchLater = NOON + REVIEW_MEMORY_MS;
  await askForReview(environment, person, [HAT, SCARF], 10, muchLater);
  await deliverAt(muchLater);
  const newest = await textOfNewest(person.email);
  expect(newest).toContain('Wool hat');
  expect(newest).not.toContain('Scarf');
});

test('a product that a person reviewed is not asked about', async () => {
  const person = await addKnownPerson();
  const review = reportedEvent({
    id: 'review-1',
    type: 'review.submitted',
    at: new Date(NOON - DAY).toISOString(),
    email: person.email,
    data: { rating: 2, product_id: HAT.productId },
  });
  await receive(environment.pool, environment.shopId, 'api/event', review, 'review-1', NOON);
  await drainAt(environment.pool, environment.shopId, NOON);
  const request = await askForReview(environment, person, [HAT], 12);
  await deliverAt(NOON);
  expect(await effectState(environment, request)).toMatchObject({ reason: 'nothing_to_ask' });
});

test('two orders of the same product that are due at once ask about it once', async () => {
  const person = await addKnownPerson();
  const keys = [
    await askForReview(environment, person, [HAT], 12),
    await askForReview(environment, person, [HAT], 11),
  ];
  await deliverAt(NOON);
  // The second has nothing left to ask when its turn comes.
  await deliverAt(NOON + 4 * HOUR);
  const states = await Promise.all(keys.map((key) => effectState(environment, key)));
  expect(states.map(({ state }) => state).sort()).toEqual(['done', 'skipped']);
  expect(await environment.mailbox.list({ to: person.email })).toHaveLength(1);
});
