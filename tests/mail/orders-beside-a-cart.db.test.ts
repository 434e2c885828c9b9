import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Line } from '#app/events/event.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { readLinkToken } from '#app/messages/links/links.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { addOrder } from '#tests/mail/mail-orders.ts';
import {
  addCart,
  addPerson,
  askForMail,
  effectState,
  MUGS,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true, concurrency: 1 });

/** A person with two mugs in the cart who was about to be reminded, and ordered meanwhile. */
async function reminded(lines: Line[], source: string) {
  const person = await addPerson(environment);
  const key = await askForMail(environment, person, await addCart(environment, person.id));
  const order = orderSnapshot(NOON - MINUTE, { orderId: randomUUID(), lines, source });
  await addOrder(environment, person.id, order);
  await deliverMails(environment.mailServices, environment.shopId);
  const [mail] = await environment.mailbox.list({ to: person.email });
  return { state: await effectState(environment, key), text: await textOf(mail?.id) };
}

async function textOf(id: number | undefined): Promise<string | null> {
  return id === undefined ? null : ((await environment.mailbox.get(id))?.text ?? null);
}

/** The pages of the shop that the links of a mail lead to. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/\/l\/(\S+)/g)].map(([, token = '']) => {
    const claim = readLinkToken(environment.mailServices.links.sealer, token);
    return new URL(claim?.url ?? 'none:').pathname;
  });
}

beforeEach(() => {
  environment.clock.set(NOON);
});

test('a reminder is not sent when the goods were bought at the till since', async () => {
  const { state, text } = await reminded([MUGS], 'pos');
  expect(state).toMatchObject({ state: 'skipped', reason: 'ordered' });
  expect(text).toBeNull();
});

test('a reminder leaves all the same after a renewal of other goods', async () => {
  const coffee = { ...MUGS, productId: '9', variantId: '99', title: 'Coffee' };
  const { state, text } = await reminded([coffee], 'subscription_contract');
  expect(state).toMatchObject({ state: 'done' });
  expect(text).toContain('Fern mug (Green), 2 x £12.50');
  expect(pathsIn(text ?? '').filter((path) => path.startsWith('/cart/c/'))).toHaveLength(1);
});

test('a reminder speaks of what is left, and its link carries only that', async () => {
  const { text } = await reminded([{ ...MUGS, quantity: 1 }], 'pos');
  expect(text).toContain('Fern mug (Green), 1 x £12.50');
  expect(pathsIn(text ?? '')).toContain('/cart/11:1');
  expect(pathsIn(text ?? '').filter((path) => path.startsWith('/cart/c/'))).toEqual([]);
});
