import { NO_CURRENCY, toMinor } from '#app/lib/money.ts';
import { catalogChanged, reading, unusable } from './reader.ts';
import { objectId, onlyIdPayload, productPayload } from './shopify-payload.ts';

/** products/create, products/update. */
export const readProduct = reading(productPayload, (payload, told) => {
  const currency = told.shopCurrency ?? NO_CURRENCY;
  const variants = [];
  for (const [index, variant] of payload.variants.entries()) {
    const priceMinor = toMinor(variant.price, currency);
    if (priceMinor === null)
      return unusable(`variants[${index}].price: expected an amount in its currency`);
    variants.push({
      id: objectId(variant),
      title: variant.title,
      sku: variant.sku,
      priceMinor,
      inventory: variant.inventory_quantity ?? null,
    });
  }
  return catalogChanged({
    kind: 'product.changed',
    product: {
      id: objectId(payload),
      title: payload.title,
      handle: payload.handle,
      imageUrl: payload.image?.src ?? null,
      status: payload.status,
      updatedAt: payload.updated_at,
      variants,
    },
  });
});

/** products/delete. */
export const readDeletedProduct = reading(onlyIdPayload, (payload) =>
  catalogChanged({ kind: 'product.deleted', productId: objectId(payload) }),
);

/** variants/in_stock, variants/out_of_stock: the topic itself is the news. */
export const readVariantStock = reading(onlyIdPayload, (payload, told) =>
  catalogChanged({
    kind: 'variant.stock',
    variantId: objectId(payload),
    inStock: told.topic === 'variants/in_stock',
  }),
);
