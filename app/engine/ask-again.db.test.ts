import { describe, expect, test } from 'vitest';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { isSubscribed } from '#app/journeys/gallery/gallery-conditions.ts';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import { publishContent } from '#tests/definitions/definition-shop.ts';
import { cartLine, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();

const PLACED = '2026-10-01T11:05:00+01:00';
const LATER = '2026-10-01T11:05:30+01:00';

/** Thanks buyers who subscribed. */
const thanks: JourneyContent = {
  name: 'Thanks',
  purpose: '',
  trigger: { events: ['order.placed'], subject: 'order' },
  entry: isSubscribed,
  exitReasons: ['order_cancelled'],
  restartsWhileWaitingAt: null,
  first: 'wait',
  steps: [
    { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
};

const DELIVERIES: Record<string, [topic: string, payload: object]> = {
  order: ['orders/create', orderPayload({ created_at: PLACED, updated_at: PLACED })],
  checkout: [
    'checkouts/create',
    checkoutPayload({ created_at: PLACED, updated_at: PLACED, completed_at: null }),
  ],
  fuller: [
    'checkouts/update',
    checkoutPayload({
      created_at: PLACED,
      updated_at: LATER,
      line_items: [cartLine({ quantity: 9 })],
    }),
  ],
  consent: ['customers_email_marketing_consent/update', emailConsentPayload('subscribed', PLACED)],
};

type DecidedRun = { run: string; enteredAt: Date; endedAt: Date; endReason: string };

/** What is decided of a buyer whose deliveries are processed in this order; those of one batch stand together. */
async function decidedOf(batches: readonly (readonly string[])[], edited: Partial<JourneyContent>) {
  const { id } = await installedShop(db.pool);
  const published = await publishContent(db.pool, id, 'journey', 'thanks', {
    ...thanks,
    ...edited,
  });
  expect(published.outcome).toBe('published');
  for (const [place, names] of batches.entries()) {
    const at = SEEN_AT + place * MINUTE;
    for (const [inBatch, name] of names.entries()) {
      const [topic, payload] = DELIVERIES[name] ?? ['', {}];
      // Of one moment deliveries are processed in the order of their keys, which are random.
      await receive(db.pool, id, topic, payload, `${String(inBatch)}-${name}`, at);
    }
    await drainAt(db.pool, id, at);
  }
  await drainAt(db.pool, id, SEEN_AT + 2 * DAY);
  const { rows } = await db.owner.query<DecidedRun>(
    `select id as run, entered_at as "enteredAt", ended_at as "endedAt", end_reason as "endReason" from journey_run
      where shop_id = $1 and journey_key = 'thanks'`,
    [id],
  );
  return rows;
}

test.each([
  ['the order, then the consent', [['order'], ['consent']]],
  ['the order and the consent in one batch', [['order', 'consent']]],
  ['the consent and the order in one batch', [['consent', 'order']]],
  ['the consent, then the order', [['consent'], ['order']]],
  ['the order, then the consent, then the order again', [['order'], ['consent', 'order']]],
])('who subscribes with an order enters once by it, received as %s', async (_how, batches) => {
  const perOrder = await decidedOf(batches, {});
  expect(perOrder).toMatchObject([{ enteredAt: new Date(PLACED), endReason: 'finished' }]);
  const once = { per: 'person', again: 'never' } as const;
  expect(await decidedOf(batches, { reentry: once })).toMatchObject([{ endReason: 'finished' }]);
});

test('a run that ended within the hour does not begin again with what is received later', async () => {
  const [wait, end] = thanks.steps;
  const ends = { steps: [{ ...wait, ms: SECOND }, end] } as Pick<JourneyContent, 'steps'>;
  const batches = [['consent'], ['order'], [], ['record'], ['consent']];
  DELIVERIES['record'] = [
    'customers_email_marketing_consent/update',
    emailConsentPayload('subscribed', '2026-10-01T11:05:01+01:00'),
  ];
  for (const reentry of [
    { per: 'order' },
    { per: 'person', again: 'always' },
    { per: 'event', atOnce: 1 },
  ] as const)
    expect(await decidedOf(batches, { ...ends, reentry })).toHaveLength(1);
});

describe('a journey about carts that is for subscribers', () => {
  const reminds = {
    trigger: { events: ['checkout.changed'], subject: 'basket' },
    exitReasons: ['ordered'],
    restartsWhileWaitingAt: 'wait',
  } as const satisfies Partial<JourneyContent>;
  const onePer = { ...reminds, trigger: { ...reminds.trigger, onePer: 'person' as const } };
  const wanted = [['consent'], ['checkout'], ['fuller']];

  test.each([
    [[['checkout'], ['consent'], ['fuller']]],
    [[['checkout'], ['fuller'], ['consent']]],
    [[['checkout', 'fuller', 'consent']]],
  ])(
    'begins with the checkout and goes on with what is put in later, received as %j',
    async (batches) => {
      for (const edited of [reminds, onePer].map((one) => ({
        ...one,
        exitReasons: [...one.exitReasons],
      }))) {
        const expected = await decidedOf(wanted, edited);
        expect(expected).toMatchObject([{ endReason: 'finished' }]);
        expect(endsOf(await decidedOf(batches, edited))).toEqual(endsOf(expected));
      }
    },
  );

  test('begins with none that was ordered since', async () => {
    const edited = { ...reminds, exitReasons: [...reminds.exitReasons] };
    expect(await decidedOf([['checkout'], ['order'], ['consent']], edited)).toEqual([]);
  });
});

/** How runs end; one that began after all began with the newest that was known of the cart. */
function endsOf(runs: readonly DecidedRun[]) {
  return runs.map(({ endedAt, endReason }) => ({ endedAt, endReason }));
}
