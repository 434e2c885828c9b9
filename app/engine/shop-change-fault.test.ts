import { expect, test } from 'vitest';
import type { ShopChange } from '#app/events/shop-change.ts';
import { shopChangeFault, type RecordedShop } from './shop-change-fault.ts';

const SHOP: RecordedShop = { domain: 'fern.myshopify.com', number: '7', uninstalledAt: null };
const GONE: RecordedShop = { ...SHOP, uninstalledAt: 1 };
const UNKNOWN: RecordedShop = { ...SHOP, number: null };

function scopes(domain: string | null, number: string | null): ShopChange {
  return { kind: 'scopes', named: { domain, number }, current: [] };
}

function erasure(domain: string): ShopChange {
  return {
    kind: 'compliance_request',
    named: { domain, number: '7' },
    topic: 'shop/redact',
    request: {},
  };
}

test.each<[name: string, change: ShopChange, shop: RecordedShop, fault: RegExp | null]>([
  ['both names right', scopes(SHOP.domain, '7'), SHOP, null],
  ['the domain alone', scopes(SHOP.domain, null), UNKNOWN, null],
  ['the number alone', scopes(null, '7'), SHOP, null],
  ['another domain', scopes('other.myshopify.com', '7'), SHOP, /another shop/],
  ['another number', scopes(SHOP.domain, '8'), SHOP, /another shop/],
  ['another number alone', scopes(null, '8'), SHOP, /another shop/],
  ['a number that cannot be compared', scopes(null, '7'), UNKNOWN, /no shop that is known/],
  ['no name', scopes(null, null), SHOP, /no shop that is known/],
  ['an erasure of an installed shop', erasure(SHOP.domain), SHOP, /is installed/],
  ['an erasure of a shop that is gone', erasure(SHOP.domain), GONE, null],
  ['an erasure of another shop', erasure('other.myshopify.com'), GONE, /another shop/],
])('a change with %s is judged', (_name, change, shop, fault) => {
  const judged = shopChangeFault(change, shop);
  if (fault === null) expect(judged).toBeNull();
  else expect(judged).toMatch(fault);
});
