import { expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { eventAt, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { rowsOfEvents } from '#tests/fixtures/replayed-story.ts';
import { inReceiptOrder } from './receipt-order.ts';
import { eventsOfRows } from './replayed-event.ts';

function receipts(events: readonly DomainEvent[]) {
  return inReceiptOrder(eventsOfRows(rowsOfEvents(events)));
}

test('a placement is taken with the first state of its order, which came with it', () => {
  const placed = orderEvents(STORY_START);
  const state = {
    ...orderSnapshot(STORY_START),
    orderId: '9',
    updatedAt: STORY_START + 5 * SECOND,
  };
  const changed = eventAt(STORY_START + 5 * SECOND, { kind: 'order.changed', order: state });
  const [first, second] = receipts([...placed.slice(0, 1), changed]);
  expect(first).toMatchObject({
    event: { kind: 'order.placed', at: STORY_START },
    receivedAt: STORY_START + 5 * SECOND,
  });
  expect(second).toMatchObject({ event: { kind: 'order.changed' } });
});

test('an order that was read in bulk later is there from its placement, as it was then', () => {
  const [placed] = orderEvents(STORY_START);
  const later = STORY_START + 40 * DAY;
  const order = {
    ...orderSnapshot(STORY_START),
    orderId: '9',
    updatedAt: later,
    cancelledAt: later,
    currentTotal: { minor: 0, currency: 'GBP' },
  };
  const changed = eventAt(later, { kind: 'order.changed', order });
  const found = receipts(placed ? [placed, changed] : []);
  expect(found.map(({ event, receivedAt }) => [event.kind, receivedAt])).toEqual([
    ['order.placed', STORY_START],
    ['order.changed', STORY_START],
    ['order.changed', later],
  ]);
  const [, state] = found;
  expect(state?.event).toMatchObject({ order: { cancelledAt: null, updatedAt: STORY_START } });
  expect(state?.event).not.toHaveProperty('order.currentTotal');
});

test('rows that cannot be read, or are of no kind that is known, are left out', () => {
  const rows = [
    ['1', STORY_START, 'cart.changed', 'none'],
    ['2', STORY_START, 'moon.landed', {}],
    ['3', STORY_START, 'page.viewed', null],
  ];
  expect(eventsOfRows(JSON.stringify(rows))).toEqual([]);
});

test('a cart from before goods were kept still has something in it', () => {
  const cart = { kind: 'cart', token: 'c', quantity: 2, updatedAt: STORY_START };
  const rows = [['1', STORY_START, 'cart.changed', { cart }]];
  expect(eventsOfRows(JSON.stringify(rows))[0]?.event).toMatchObject({
    cart: { lines: [{ quantity: 2 }] },
  });
});
