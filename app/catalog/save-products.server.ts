import type { ShopClient } from '#app/platform/db.server.ts';
import { VARIANTS_SENT } from '#app/events/payloads/catalog-payload.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { ReceivedProduct } from './merge-products.ts';
import {
  deleteProductCollections,
  markProductsDeleted,
  upsertProducts,
} from './store/products.server.ts';
import { deletePairsOf } from './store/save-pairs.server.ts';
import {
  deleteOtherVariants,
  deleteVariants,
  fillVariants,
  replaceVariants,
  type ProductVariant,
} from './store/variants.server.ts';

/**
 * Removes products with all that is known of them but their names: what is deleted cannot be bought, which is more than
 * not to know it. Other products' pairs with them fade by themselves.
 * @param now when it was sent, epoch milliseconds
 */
export async function removeProducts(
  client: ShopClient,
  shopId: string,
  ids: string[],
  now: number,
): Promise<void> {
  await markProductsDeleted(client, shopId, ids, now);
  await deleteVariants(client, shopId, ids);
  await deleteProductCollections(client, shopId, ids);
  await deletePairsOf(client, shopId, ids);
}

/**
 * Saves one state of each product.
 * @param now when they were sent, epoch milliseconds
 */
export async function saveProducts(
  client: ShopClient,
  shopId: string,
  products: readonly ReceivedProduct[],
  now: number,
): Promise<void> {
  const saved = await upsertProducts(client, shopId, products.map(productRow), now);
  const newest = products.filter(({ id }) => saved.has(id));
  await removeVariants(client, shopId, newest);
  await replaceVariants(client, shopId, variantsOf(newest));
  const older = products.filter(({ id }) => !saved.has(id));
  if (older.length > 0) await fillVariants(client, shopId, variantsOf(older));
}

function productRow({
  imageUrl,
  productType,
  createdAt,
  updatedAt,
  variantIds,
  ...product
}: ReceivedProduct) {
  return {
    ...product,
    image_url: imageUrl,
    product_type: productType,
    created_at: isoTime(createdAt),
    updated_at: isoTime(updatedAt),
    // The rows of fewer say themselves which there are.
    variant_ids: variantIds && variantIds.length >= VARIANTS_SENT ? variantIds : [],
    variants: undefined,
  };
}

/** Removes the variants that products no longer have, where it was sent which they have. */
async function removeVariants(
  client: ShopClient,
  shopId: string,
  products: readonly ReceivedProduct[],
): Promise<void> {
  const whole = products.filter(({ variantIds }) => variantIds !== null);
  await deleteOtherVariants(
    client,
    shopId,
    whole.map(({ id }) => id),
    whole.flatMap(({ variantIds }) => variantIds ?? []),
  );
}

/** No statement may write a row twice: of one variant under one id the last state counts. */
function variantsOf(products: readonly ReceivedProduct[]): ProductVariant[] {
  const sent = products.flatMap((product) =>
    product.variants.map((variant) => ({ ...variant, productId: product.id })),
  );
  return [...new Map(sent.map((variant) => [variant.id, variant])).values()];
}
