import { expect, test } from 'vitest';
import { unknownPurchase } from '#app/profiles/facts.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { woolHat } from '#tests/fixtures/wool-hat.ts';
import { bindContext } from './mail-context.ts';
import { orderContext } from './order.ts';

const ORDER = orderSnapshot(0, { orderId: '9001', lines: [{ ...woolHat, quantity: 1 }] });

test.each([
  ['what was ordered with its prices', 'ordered', true],
  ['what can be ordered again without: they may have changed', 'again', false],
] as const)('a mail about an order shows %s', (_, shows, hasPrices) => {
  const purchase = { ...unknownPurchase('9001', 'kim'), order: ORDER };
  const about = { kind: 'order', purchase, shows, parcels: null, contact: null } as const;
  const bound = bindContext(orderContext, { ...about, reviewed: new Set<string>() });
  expect(bound.shownLines(() => false)).toHaveLength(1);
  expect(bound.money() !== null).toBe(hasPrices);
});
