import { expect, test } from 'vitest';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { CHANGED_AT, publishContent } from '#tests/definitions/definition-shop.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { startCheckoutAsSubscriber } from '#tests/setup/checkout-starter.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { changeDefinition } from './change-definition.server.ts';

const db = await testDatabase();
const markup = createRenderer();

/** One reminder and the end. */
const short = {
  ...contentOf(abandonedCart),
  renewsAt: [],
  steps: abandonedCart.steps.flatMap((step) => {
    if (step.id === 'mail-1' && step.kind === 'email') return [{ ...step, next: 'end' }];
    return ['wait-1', 'end'].includes(step.id) ? [step] : [];
  }),
};

async function runsOf(shopId: string) {
  const { rows } = await db.owner.query<{ version: number; state: string; step: string }>(
    `select journey_version as version, state, step_id as step from journey_run
      where shop_id = $1 order by journey_version`,
    [shopId],
  );
  return rows;
}

async function mailsOf(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ template: string }>(
    `select payload ->> 'template' as template from effect
      where shop_id = $1 and kind = 'email' order by due_at`,
    [shopId],
  );
  return rows.map(({ template }) => template);
}

test('a run finishes on the version that it entered, and who comes after the publishing is on the next', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  expect(await publishContent(db.pool, id, 'journey', abandonedCart.key, short)).toEqual({
    outcome: 'published',
    version: 4,
  });
  await drainAt(db.pool, id, SEEN_AT + 2 * HOUR);
  expect(await runsOf(id)).toEqual([{ version: 3, state: 'active', step: 'wait-2' }]);
  const other = checkoutPayload({
    token: 'another-checkout',
    cart_token: 'another-cart',
    email: 'bea@other.example',
    customer: null,
    updated_at: new Date(SEEN_AT + 2 * HOUR).toISOString(),
  });
  await receive(db.pool, id, 'checkouts/create', other, 'other', SEEN_AT + 2 * HOUR);
  for (const days of [1, 2, 3, 12]) await drainAt(db.pool, id, SEEN_AT + days * DAY);
  expect(await runsOf(id)).toEqual([
    { version: 3, state: 'completed', step: 'end' },
    { version: 4, state: 'completed', step: 'end' },
  ]);
  expect(await mailsOf(id)).toEqual([
    'basket-reminder-1',
    'basket-reminder-1',
    'cart-questions',
    'basket-reminder-2',
  ]);
});

test('runs of an archived journey go on, and no new one starts', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  const intent = { intent: 'archive', kind: 'journey', key: abandonedCart.key } as const;
  await changeDefinition(db.pool, markup, id, intent, 'ann', CHANGED_AT);
  for (const days of [1, 2, 3, 12]) await drainAt(db.pool, id, SEEN_AT + days * DAY);
  expect(await runsOf(id)).toEqual([{ version: 3, state: 'completed', step: 'end' }]);
  expect(await mailsOf(id)).toEqual(['basket-reminder-1', 'cart-questions', 'basket-reminder-2']);
});

test('in a shop whose first journey is archived a checkout starts no run', async () => {
  const { id } = await installedShop(db.pool);
  await drainAt(db.pool, id, SEEN_AT);
  const intent = { intent: 'archive', kind: 'journey', key: abandonedCart.key } as const;
  await changeDefinition(db.pool, markup, id, intent, 'ann', CHANGED_AT);
  await startCheckoutAsSubscriber(db.pool, id);
  expect(await runsOf(id)).toEqual([]);
  const restore = { ...intent, intent: 'restore' } as const;
  expect(await changeDefinition(db.pool, markup, id, restore, 'ann', CHANGED_AT)).toEqual({
    outcome: 'restored',
  });
});

test('an email that only an earlier version sends is not archived while people are on that version', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  await publishContent(db.pool, id, 'journey', abandonedCart.key, short);
  const intent = { intent: 'archive', kind: 'email', key: 'basket-reminder-2' } as const;
  expect(await changeDefinition(db.pool, markup, id, intent, 'ann', CHANGED_AT)).toEqual({
    outcome: 'used',
    by: ['Abandoned cart (people are on version 3)'],
  });
  for (const days of [1, 2, 3, 12]) await drainAt(db.pool, id, SEEN_AT + days * DAY);
  expect(await changeDefinition(db.pool, markup, id, intent, 'ann', CHANGED_AT)).toMatchObject({
    outcome: 'archived',
  });
});
