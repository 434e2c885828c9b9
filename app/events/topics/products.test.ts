import { describe, expect, test } from 'vitest';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { parsePayload, reasonOf } from '#tests/fixtures/parsed-payloads.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';

const UPDATED_AT = Date.UTC(2026, 9, 1, 9);

describe('the catalogue', () => {
  test('a product is read with its variants and their prices', () => {
    const variant = {
      id: '39072856',
      title: 'Green / 41',
      sku: 'TRAIL-1',
      priceMinor: 1_999,
      inventory: 12,
    };
    expect(parsePayload('products/update', productPayload())).toMatchObject({
      events: [],
      catalog: [
        {
          kind: 'product.changed',
          product: {
            id: '632910392',
            title: 'Trail Shoe',
            handle: 'trail-shoe',
            imageUrl: 'https://cdn.shopify.com/trail-shoe.jpg',
            status: 'active',
            updatedAt: UPDATED_AT,
            variants: [variant],
          },
        },
      ],
    });
  });

  test.each([
    ['has a page where a moment is sent', '2026-10-01T10:00:00+01:00', true],
    ['has none where it is in no online store', null, false],
    ['is taken to have one where nothing is sent', undefined, true],
  ])('a product %s', (_case, published_at, published) => {
    expect(parsePayload('products/update', productPayload({ published_at }))).toMatchObject({
      catalog: [{ product: { published } }],
    });
  });

  test('prices are in the currency of the shop', () => {
    const body = encodeBody(productPayload({ variants: [{ id: 1, price: '1999' }] }));
    const delivery = { topic: 'products/update', triggeredAt: null, receivedAt: 0, body };
    expect(readDelivery({ ...delivery, shopCurrency: 'JPY' })).toMatchObject({
      catalog: [{ product: { variants: [{ priceMinor: 1_999 }] } }],
    });
    expect(readDelivery({ ...delivery, shopCurrency: 'GBP' })).toMatchObject({
      catalog: [{ product: { variants: [{ priceMinor: 199_900 }] } }],
    });
  });

  test('a product with a price that is no amount is quarantined', () => {
    const product = productPayload({ variants: [{ id: 1, price: 'example string' }] });
    expect(reasonOf('products/update', product)).toBe(
      'variants[0].price: expected an amount in its currency',
    );
  });

  test.each([
    ['products/delete', { kind: 'product.deleted', productId: '7' }],
    ['variants/in_stock', { kind: 'variant.stock', variantId: '7', inStock: true }],
    ['variants/out_of_stock', { kind: 'variant.stock', variantId: '7', inStock: false }],
  ])('%s needs only an id', (topic, change) => {
    expect(parsePayload(topic, { id: 7 })).toMatchObject({ catalog: [change] });
  });
});
