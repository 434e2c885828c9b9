import { describe, expect, test } from 'vitest';
import type { Line, OrderSnapshot } from '#app/events/event.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { woolHat } from '#tests/fixtures/wool-hat.ts';
import { unknownPurchase } from '#app/profiles/facts.ts';
import { isGivenBack, sentLines } from './order-goods.ts';
import type { Parcel } from './parcels.ts';

const coat: Line = {
  ...woolHat,
  productId: '506',
  variantId: '606',
  title: 'Loden coat',
  quantity: 1,
};
const engraving: Line = {
  ...woolHat,
  productId: null,
  variantId: null,
  title: 'Engraving',
  quantity: 1,
};

function order(changed: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const total = { minor: 17_000, currency: 'GBP' };
  const lines = [woolHat, coat, engraving];
  return orderSnapshot(0, { orderId: '9001', total, lines, ...changed });
}

function parcel(id: string, holds: Line[] | null, changed: Partial<Parcel> = {}): Parcel {
  const lines = holds?.map(({ productId, variantId, title, quantity }) => ({
    productId,
    variantId,
    title,
    quantity,
  }));
  return {
    id,
    shippedAt: 10,
    deliveredAt: null,
    cancelled: false,
    lines: lines ?? null,
    ...changed,
  };
}

describe('nothing is left of an order', () => {
  test.each<[string, Partial<OrderSnapshot>, number, boolean]>([
    ['as it was placed', {}, 0, false],
    ['a part was paid back', {}, 8_000, false],
    ['all was paid back', {}, 17_000, true],
    ['the total is nothing any more', { currentTotal: { minor: 0, currency: 'GBP' } }, 0, true],
    ['every piece was returned', { lines: [{ ...woolHat, current: 0 }] }, 0, true],
    ['one piece was returned', { lines: [{ ...woolHat, current: 1 }] }, 4_000, false],
    ['it was free from the start', { total: { minor: 0, currency: 'GBP' } }, 0, false],
    [
      'what was paid back was exchanged for something dearer',
      { currentTotal: { minor: 20_000, currency: 'GBP' } },
      17_000,
      false,
    ],
    ['its lines are not known', { lines: [] }, 0, false],
  ])('%s', (_name, changed, refundedMinor, is) => {
    expect(
      isGivenBack({ ...unknownPurchase('9001', 'kim'), order: order(changed), refundedMinor }),
    ).toBe(is);
  });

  test('of which only a refund is known, that cannot be said', () => {
    expect(isGivenBack({ ...unknownPurchase('9001', 'kim'), refundedMinor: 5 })).toBe(false);
  });
});

describe('what went to the buyer', () => {
  const unsent = { lines: [woolHat, { ...coat, unsent: 1 }], updatedAt: 20 };
  const cases: [string, Partial<OrderSnapshot>, Parcel[], string[] | null, string[]][] = [
    ['what is in a parcel', {}, [parcel('1', [coat])], ['1'], ['1 Loden coat']],
    [
      'some pieces of a line',
      {},
      [parcel('1', [{ ...woolHat, quantity: 1 }])],
      ['1'],
      ['1 Wool hat'],
    ],
    [
      'two parcels at once',
      {},
      [parcel('1', [coat]), parcel('2', [engraving])],
      ['1', '2'],
      ['1 Loden coat', '1 Engraving'],
    ],
    [
      'a parcel without the one before',
      {},
      [parcel('1', [coat]), parcel('2', [woolHat])],
      ['2'],
      ['2 Wool hat'],
    ],
    [
      'all parcels',
      {},
      [parcel('1', [coat]), parcel('2', [woolHat])],
      null,
      ['2 Wool hat', '1 Loden coat'],
    ],
    [
      'without what came back',
      { lines: [{ ...woolHat, current: 1 }] },
      [parcel('1', [woolHat])],
      ['1'],
      ['1 Wool hat'],
    ],
    [
      'without a parcel that was cancelled',
      {},
      [parcel('1', [coat], { cancelled: true }), parcel('2', [woolHat])],
      null,
      ['2 Wool hat'],
    ],
    ['no parcel that was not cancelled', {}, [parcel('1', [coat], { cancelled: true })], null, []],
    [
      'a parcel of which nothing was said, all of the order',
      {},
      [parcel('1', null)],
      ['1'],
      ['2 Wool hat', '1 Loden coat', '1 Engraving'],
    ],
    ['but for what is still to be sent', unsent, [parcel('1', null)], ['1'], ['2 Wool hat']],
    [
      'unless that was said before it left',
      { ...unsent, updatedAt: 5 },
      [parcel('1', null)],
      ['1'],
      ['2 Wool hat', '1 Loden coat'],
    ],
    [
      'or says that nothing was sent',
      { lines: [{ ...coat, unsent: 1 }], updatedAt: 20 },
      [parcel('1', null)],
      ['1'],
      ['1 Loden coat'],
    ],
    [
      'and for what is in other parcels',
      { lines: [woolHat, coat] },
      [parcel('1', [woolHat]), parcel('2', null)],
      ['2'],
      ['1 Loden coat'],
    ],
    [
      'no parcel was ever received: all that is not still to be sent',
      unsent,
      [],
      null,
      ['2 Wool hat'],
    ],
    ['a parcel that is not known', {}, [parcel('1', [woolHat])], ['7'], []],
  ];
  test.each(cases)('%s', (_name, changed, parcels, ids, shown) => {
    const lines = sentLines({ order: order(changed), parcels }, ids);
    expect(lines.map(({ quantity, title }) => `${String(quantity)} ${title}`)).toEqual(shown);
  });
});
