import { describe, expect, test } from 'vitest';
import { complianceRequestPayload, shopPayload } from '#tests/fixtures/shop-payloads.ts';
import { parsePayload, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

const SHOP_REDACT = { shop_id: 548380009, shop_domain: 'tendril-demo.myshopify.com' };

describe('the installation', () => {
  const named = { domain: 'tendril-demo.myshopify.com', number: '548380009' };

  test('an uninstall names the shop that it is of', () => {
    expect(parsePayload('app/uninstalled', shopPayload())).toMatchObject({
      shop: [{ kind: 'uninstalled', named }],
    });
    expect(parsePayload('app/uninstalled', {}).outcome).toBe('unusable');
  });

  test('new scopes are read as they are now', () => {
    const payload = { shop_id: '548380009', previous: [], current: ['read_orders'] };
    expect(parsePayload('app/scopes_update', payload)).toMatchObject({
      shop: [{ kind: 'scopes', named: { ...named, domain: null }, current: ['read_orders'] }],
    });
  });

  test('a shop is read with what money and time need', () => {
    expect(parsePayload('shop/update', shopPayload())).toMatchObject({
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
    const unknownZone = shopPayload({ iana_timezone: 'Europe/Kendal' });
    expect(parsePayload('shop/update', unknownZone)).toMatchObject({
      shop: [{ timeZone: null, currency: 'GBP' }],
      dataIssues: [{ field: 'iana_timezone', raw: 'Europe/Kendal' }],
    });
  });

  test.each([
    [
      'customers/data_request',
      complianceRequestPayload({ orders_requested: [1], data_request: { id: 9 } }),
    ],
    ['customers/redact', complianceRequestPayload({ orders_to_redact: [1] })],
    ['shop/redact', SHOP_REDACT],
  ])('%s is a compliance request, as it was sent', (topic, request) => {
    expect(parsePayload(topic, request)).toMatchObject({
      shop: [{ kind: 'compliance_request', named, topic, request }],
    });
  });

  test.each([
    [
      'customers/data_request',
      complianceRequestPayload({ orders_requested: [1], data_request: { id: 9 } }),
    ],
    ['customers/redact', complianceRequestPayload({ orders_to_redact: [1] })],
  ])('a captured %s is no erasure of the shop', (_topic, body) => {
    expect(parsePayload('shop/redact', body).outcome).toBe('unusable');
  });

  test('a compliance request without a shop is quarantined', () => {
    expect(reasonOf('shop/redact', { ...SHOP_REDACT, shop_domain: null })).toBe(
      'shop_domain: expected the domain of the shop',
    );
  });
});
