import { describe, expect, test } from 'vitest';
import type { Line, OrderSnapshot } from '#app/events/event.ts';
import { unknownPurchase, type PurchaseFact } from '#app/profiles/facts.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { woolHat } from '#tests/fixtures/wool-hat.ts';
import {
  isToBeSent,
  orderGone,
  orderLines,
  showsNothing,
  type OrderPart,
  type OrderSubject,
} from './order-lines.ts';

const hat: Line = { ...woolHat, quantity: 1 };
const pattern: Line = { ...hat, productId: '502', title: 'Knitting pattern', goods: 'digital' };
const voucher: Line = { ...hat, productId: '503', title: 'Gift card', goods: 'gift_card' };

const parcel: Parcel = {
  id: '31',
  shippedAt: 10,
  deliveredAt: null,
  cancelled: false,
  lines: null,
};
const calledOff: Parcel = { ...parcel, cancelled: true };

function about(
  { lines = [hat], ...order }: Partial<OrderSnapshot>,
  purchase: Partial<PurchaseFact> = {},
  shows: OrderPart = 'ordered',
  parcels: string[] | null = null,
  reviewed: string[] = [],
): OrderSubject {
  return {
    kind: 'order',
    purchase: {
      ...unknownPurchase('9001', 'kim'),
      order: orderSnapshot(0, { orderId: '9001', lines, ...order }),
      ...purchase,
    },
    shows,
    parcels,
    reviewed: new Set(reviewed),
  };
}

describe('an order is still to be sent', () => {
  test.each<[string, OrderSubject, boolean]>([
    ['just placed', about({}), true],
    ['after a parcel left', about({}, { parcels: [parcel] }), false],
    ['after its parcel was called off', about({}, { parcels: [calledOff] }), true],
    ['that the buyer fetches', about({ isCollected: true }), false],
    ['of a download', about({ lines: [pattern] }), false],
    ['of a gift card', about({ lines: [voucher] }), false],
    ['of a gift card and a thing', about({ lines: [voucher, hat] }), true],
    ['of which nothing is known', about({}, { order: null }), false],
  ])('%s', (_name, subject, is) => {
    expect(isToBeSent(subject)).toBe(is);
  });
});

describe('a mail about an order', () => {
  test.each<[string, OrderSubject, string | null]>([
    ['goes', about({}), null],
    ['not about an order that is not known', about({}, { order: null }), 'order_unknown'],
    ['not after its cancellation', about({ cancelledAt: 5 }), 'order_cancelled'],
    ['not after a full refund', about({}, { refundedMinor: 4_000 }), 'order_refunded'],
    [
      'not to ask for a review while a return is open',
      about({ returns: { isOpen: true, at: 5 } }, {}, 'sent'),
      'return_open',
    ],
    [
      'goes to ask for a review after a return was closed',
      about({ returns: { isOpen: false, at: 5 } }, {}, 'sent'),
      null,
    ],
    ['goes with care while a return is open', about({ returns: { isOpen: true, at: 5 } }), null],
    ['goes after a part was paid back', about({}, { refundedMinor: 500 }), null],
    ['not after all was returned', about({ lines: [{ ...hat, current: 0 }] }), 'order_refunded'],
    [
      'not about a parcel that was called off',
      about({}, { parcels: [calledOff] }, 'parcel', ['31']),
      'shipment_cancelled',
    ],
    ['goes about one that was not', about({}, { parcels: [parcel] }, 'parcel', ['31']), null],
  ])('%s', (_name, subject, reason) => {
    expect(orderGone(subject)).toBe(reason);
  });
});

describe('what a mail shows of an order', () => {
  const all = [hat, pattern, voucher];
  test.each<[string, OrderSubject, string[]]>([
    ['thanks: all', about({ lines: all }), ['Wool hat', 'Knitting pattern', 'Gift card']],
    [
      'thanks: not what was taken off',
      about({ lines: [hat, { ...pattern, current: 0 }] }),
      ['Wool hat'],
    ],
    [
      'care: what can be unpacked',
      about({ lines: all }, { parcels: [parcel] }, 'parcel', ['31']),
      ['Wool hat'],
    ],
    [
      'care: nothing of a download',
      about({ lines: [pattern] }, { parcels: [parcel] }, 'parcel'),
      [],
    ],
    [
      'a request for a review: no gift cards',
      about({ lines: all }, { parcels: [parcel] }, 'sent'),
      ['Wool hat', 'Knitting pattern'],
    ],
    [
      'a request for a review: not what was reviewed before',
      about({ lines: all }, { parcels: [parcel] }, 'sent', null, ['501']),
      ['Knitting pattern'],
    ],
    [
      'care: what was reviewed before, too',
      about({ lines: all }, { parcels: [parcel] }, 'parcel', ['31'], ['501']),
      ['Wool hat'],
    ],
    ['nothing that was never sent', about({}, { parcels: [calledOff] }, 'sent'), []],
  ])('%s', (_name, subject, titles) => {
    const lines = orderLines(subject);
    expect(lines.map(({ title }) => title)).toEqual(titles);
    expect(showsNothing(subject, lines)).toBe(titles.length === 0);
  });
});
