import { describe, expect, test } from 'vitest';
import { dutyPayload, shopPayload } from '#tests/fixtures/shopify-payloads.ts';
import { readPayload, reasonOf } from '#tests/fixtures/readings.ts';

describe('the installation', () => {
  test('an uninstall is believed whatever it says of the shop', () => {
    expect(readPayload('app/uninstalled', {})).toMatchObject({ shop: [{ kind: 'uninstalled' }] });
  });

  test('new scopes are told as they are now', () => {
    expect(
      readPayload('app/scopes_update', { previous: [], current: ['read_orders'] }),
    ).toMatchObject({
      shop: [{ kind: 'scopes', current: ['read_orders'] }],
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

  test.each(['customers/data_request', 'customers/redact', 'shop/redact'])(
    '%s is a duty, in its own words',
    (topic) => {
      expect(readPayload(topic, dutyPayload({ orders_to_redact: [1] }))).toMatchObject({
        shop: [
          {
            kind: 'duty',
            topic,
            request: {
              shop_domain: 'tendril-demo.myshopify.com',
              customer: { id: 6940095564, email: 'ada@example.com' },
              orders_to_redact: [1],
            },
          },
        ],
      });
    },
  );

  test('a duty of no shop is set aside', () => {
    expect(reasonOf('shop/redact', dutyPayload({ shop_domain: null }))).toBe(
      'shop_domain: expected the domain of the shop',
    );
  });
});
