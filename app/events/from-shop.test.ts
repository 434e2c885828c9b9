import { describe, expect, test } from 'vitest';
import { dutyPayload, shopPayload } from '#tests/fixtures/shop-payloads.ts';
import { readPayload, reasonOf } from '#tests/fixtures/readings.ts';

const SHOP_REDACT = { shop_id: 548380009, shop_domain: 'tendril-demo.myshopify.com' };

describe('the installation', () => {
  const named = { domain: 'tendril-demo.myshopify.com', number: '548380009' };

  test('an uninstall names the shop that it is of', () => {
    expect(readPayload('app/uninstalled', shopPayload())).toMatchObject({
      shop: [{ kind: 'uninstalled', named }],
    });
    expect(readPayload('app/uninstalled', {}).outcome).toBe('unusable');
  });

  test('new scopes are told as they are now', () => {
    const told = { shop_id: '548380009', previous: [], current: ['read_orders'] };
    expect(readPayload('app/scopes_update', told)).toMatchObject({
      shop: [{ kind: 'scopes', named: { ...named, domain: null }, current: ['read_orders'] }],
    });
  });

  test('a shop is told with what money and time need', () => {
    expect(readPayload('shop/update', shopPayload())).toMatchObject({
      shop: [
        {
          kind: 'shop',
          name: 'Fern & Fell',
          email: 'owner@example.com',
          currency: 'GBP',
          timeZone: 'Europe/London',
          country: 'GB',
        },
      ],
    });
    const elsewhere = shopPayload({ iana_timezone: 'Europe/Kendal' });
    expect(readPayload('shop/update', elsewhere)).toMatchObject({
      shop: [{ timeZone: null, currency: 'GBP' }],
      flags: [{ field: 'iana_timezone', raw: 'Europe/Kendal' }],
    });
  });

  test.each([
    ['customers/data_request', dutyPayload({ orders_requested: [1], data_request: { id: 9 } })],
    ['customers/redact', dutyPayload({ orders_to_redact: [1] })],
    ['shop/redact', SHOP_REDACT],
  ])('%s is a duty, in its own words', (topic, request) => {
    expect(readPayload(topic, request)).toMatchObject({
      shop: [{ kind: 'duty', named, topic, request }],
    });
  });

  test.each([
    ['customers/data_request', dutyPayload({ orders_requested: [1], data_request: { id: 9 } })],
    ['customers/redact', dutyPayload({ orders_to_redact: [1] })],
  ])('a captured %s is no erasure of the shop', (_topic, body) => {
    expect(readPayload('shop/redact', body).outcome).toBe('unusable');
  });

  test('a duty of no shop is set aside', () => {
    expect(reasonOf('shop/redact', { ...SHOP_REDACT, shop_domain: null })).toBe(
      'shop_domain: expected the domain of the shop',
    );
  });
});
