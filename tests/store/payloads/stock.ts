import type { ShopBooks } from '../shop-books.ts';
import { PICTURE_SIZE, pictureUrl } from '../product-picture.ts';
import { gid, type Product } from '../shop-records.ts';
import { amount, idNumber, shopTime, type Payload } from './values.ts';

/** products/create and products/update; `before` is the stock until this change. */
export function productPayload(books: ShopBooks, product: Product, before: number): Payload {
  const variant = gid('ProductVariant', product.variantId);
  const updated = shopTime(books, product.updatedAt);
  const picture = picturePayload(books, product);
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: null,
    created_at: shopTime(books, product.createdAt),
    handle: product.handle,
    id: idNumber(product.id),
    product_type: product.productType,
    published_at: shopTime(books, product.createdAt),
    template_suffix: null,
    title: product.title,
    updated_at: updated,
    vendor: product.vendor,
    status: 'active',
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: [
      {
        ...variantPayload(books, product, before),
        inventory_item_id: idNumber(product.inventoryItemId),
      },
    ],
    options: [],
    images: [picture],
    image: picture,
    media: [],
    variant_gids: [{ admin_graphql_api_id: variant, updated_at: updated }],
    has_variants_that_requires_components: false,
    category: null,
  };
}

function picturePayload(books: ShopBooks, product: Product): Payload {
  return {
    id: idNumber(product.id),
    product_id: idNumber(product.id),
    position: 1,
    alt: product.title,
    width: PICTURE_SIZE,
    height: PICTURE_SIZE,
    src: pictureUrl(books.storefrontUrl(), product),
    variant_ids: [],
    created_at: shopTime(books, product.createdAt),
    updated_at: shopTime(books, product.createdAt),
  };
}

/** variants/in_stock and variants/out_of_stock. */
export function variantPayload(books: ShopBooks, product: Product, before: number): Payload {
  return {
    id: idNumber(product.variantId),
    product_id: idNumber(product.id),
    title: 'Default Title',
    price: amount(product.priceMinor),
    position: 1,
    inventory_policy: 'deny',
    compare_at_price: null,
    option1: 'Default Title',
    option2: null,
    option3: null,
    created_at: shopTime(books, product.createdAt),
    updated_at: shopTime(books, product.updatedAt),
    taxable: true,
    barcode: null,
    sku: product.sku,
    inventory_quantity: product.stock,
    old_inventory_quantity: before,
    admin_graphql_api_id: gid('ProductVariant', product.variantId),
    image_id: null,
  };
}

/** inventory_levels/update at the shop's one location. */
export function inventoryLevelPayload(books: ShopBooks, product: Product): Payload {
  const level = `${gid('InventoryLevel', books.identity.locationId)}?inventory_item_id=${product.inventoryItemId}`;
  return {
    inventory_item_id: idNumber(product.inventoryItemId),
    location_id: idNumber(books.identity.locationId),
    available: product.stock,
    updated_at: shopTime(books, product.updatedAt),
    admin_graphql_api_id: level,
  };
}
