import { describe, expect, test } from 'vitest';
import type { CartSnapshot, Line, OrderSnapshot } from '#app/events/event.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { woolHat } from '#tests/fixtures/wool-hat.ts';
import { moneyOfCart, moneyOfOrder, pricedLines } from './mail-money.ts';

const scarf: Line = { ...woolHat, title: 'Silk scarf', quantity: 1, unitMinor: 2_500 };

function cartOf(changed: Partial<CartSnapshot>): CartSnapshot {
  return {
    kind: 'cart',
    token: 'c',
    cartToken: null,
    createdAt: 0,
    updatedAt: 0,
    lines: [],
    quantity: 0,
    total: { minor: 10_500, currency: 'GBP' },
    presentment: null,
    recoveryUrl: null,
    completed: false,
    ...changed,
  };
}

describe('the currency of a mail', () => {
  test.each<[string, Partial<CartSnapshot>, Line[], string, number[]]>([
    [
      'a cart shown in yen is in yen',
      { presentment: { minor: 18_000, currency: 'JPY' } },
      [
        { ...woolHat, shownMinor: 6_860 },
        { ...scarf, shownMinor: 4_280 },
      ],
      'JPY',
      [6_860, 4_280],
    ],
    [
      'a cart shown in dinars is in dinars',
      { presentment: { minor: 40_950, currency: 'KWD' } },
      [{ ...woolHat, shownMinor: 15_615 }],
      'KWD',
      [15_615],
    ],
    [
      'of a cart of which one price is not known, all are the shop’s',
      { presentment: { minor: 18_000, currency: 'JPY' } },
      [{ ...woolHat, shownMinor: 6_860 }, scarf],
      'GBP',
      [4_000, 2_500],
    ],
    ['a cart of which no currency was sent is in the shop’s', {}, [woolHat], 'GBP', [4_000]],
    [
      'a checkout is in the one currency that it says',
      {
        kind: 'checkout',
        total: { minor: 18_000, currency: 'JPY' },
        presentment: { minor: 18_000, currency: 'JPY' },
      },
      [{ ...woolHat, unitMinor: 6_860 }],
      'JPY',
      [6_860],
    ],
  ])('%s', (_name, cart, lines, currency, prices) => {
    const priced = pricedLines(lines, moneyOfCart(cartOf(cart)));
    expect(priced).toMatchObject({ currency, totalMinor: null });
    expect(priced.lines.map(({ unitMinor }) => unitMinor)).toEqual(prices);
    expect(priced.lines.map(({ quantity }) => quantity)).toEqual(
      lines.map(({ quantity }) => quantity),
    );
  });

  const shown = { ...woolHat, shownMinor: 4_680 };
  const euros: Partial<OrderSnapshot> = { presentment: { minor: 9_360, currency: 'EUR' } };
  const left = { currentTotal: { minor: 3_000, currency: 'GBP' } };
  const leftShown = { ...left, currentPresentment: { minor: 3_510, currency: 'EUR' } };
  test.each<[string, Partial<OrderSnapshot>, 'ordered' | 'sent', Line, string, number | null]>([
    ['as it was placed', euros, 'ordered', shown, 'EUR', 9_360],
    ['that was changed', { ...euros, ...leftShown }, 'ordered', shown, 'EUR', 3_510],
    ['of which what is left is not known', { ...euros, ...left }, 'ordered', shown, 'GBP', 3_000],
    ['whose lines say pounds alone', euros, 'ordered', woolHat, 'GBP', 4_000],
    ['of which a part is shown', euros, 'sent', shown, 'EUR', null],
    ['in pounds', {}, 'ordered', woolHat, 'GBP', 4_000],
  ])('an order %s', (_name, order, shows, line, currency, totalMinor) => {
    const priced = pricedLines([line], moneyOfOrder(orderSnapshot(0, order), shows));
    const unitMinor = currency === 'EUR' ? 4_680 : 4_000;
    expect(priced).toMatchObject({ currency, totalMinor, lines: [{ unitMinor }] });
  });
});
