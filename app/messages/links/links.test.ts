import { expect, test } from 'vitest';
import { readUnsubscribeToken, unsubscribeToken, type Sealer } from './links.ts';

const PLAIN: Sealer = {
  seal: (plain, context) => `${context}:${plain}`,
  open: (sealed, context) =>
    sealed.startsWith(`${context}:`) ? sealed.slice(context.length + 1) : null,
};
const shopId = '6f1c1c5e-0000-4000-8000-000000000001';
const profileId = '6f1c1c5e-0000-4000-8000-000000000002';

test.each(['ada@shop.example', 'o&k@shop.example', 'ivan@xn--e1afmkfd.xn--p1ai'])(
  'an unsubscribe link of %s says whose it is',
  (address) => {
    const claim = { shopId, profileId, address };
    expect(readUnsubscribeToken(PLAIN, unsubscribeToken(PLAIN, claim))).toEqual(claim);
  },
);
