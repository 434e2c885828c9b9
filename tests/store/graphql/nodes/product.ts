import type { Node } from '#tests/store/graphql/node.ts';
import { amount } from '../../payloads/values.ts';
import { PICTURE_SIZE, pictureUrl } from '../../product-picture.ts';
import { gid, type Product } from '../../shop-records.ts';
import { connection, type ListRules, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../execute.ts';
import { instant, metafieldFields, money } from './values.ts';

export const productRules: ListRules<Product> = {
  search: {
    default: ({ title, sku, handle }) => [title, sku, handle],
    id: ({ id }) => id,
    title: ({ title }) => title,
    handle: ({ handle }) => handle,
    sku: ({ sku }) => sku,
    tag: ({ tags }) => tags,
    vendor: ({ vendor }) => vendor,
    product_type: ({ productType }) => productType,
    created_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
    status: () => 'active',
  },
  sort: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    TITLE: ({ title }) => title,
  },
};

const onlyVariant: ListRules<Product> = { sort: { POSITION: () => 1 } };

export function productNode({ books, node }: ApiContext, product: Product): Node {
  const id = gid('Product', product.id);
  const url = `${books.storefrontUrl()}/products/${product.handle}`;
  return {
    __typename: 'Product',
    id,
    legacyResourceId: product.id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    description: '',
    descriptionHtml: '',
    tags: product.tags,
    status: 'ACTIVE',
    onlineStoreUrl: url,
    totalInventory: product.stock,
    tracksInventory: true,
    createdAt: instant(product.createdAt),
    updatedAt: instant(product.updatedAt),
    publishedAt: instant(product.createdAt),
    featuredMedia: () => imageMedia(books, product),
    featuredImage: () => imageNode(books, product),
    priceRangeV2: {
      minVariantPrice: money(books, product.priceMinor),
      maxVariantPrice: money(books, product.priceMinor),
    },
    variantsCount: { count: 1, precision: 'EXACT' },
    variants: (args: PageArgs) =>
      connection([product], args, () => node('ProductVariant', product.variantId), onlyVariant),
    ...metafieldFields(books, id),
  };
}

export function variantNode({ books, node }: ApiContext, product: Product): Node {
  const id = gid('ProductVariant', product.variantId);
  return {
    __typename: 'ProductVariant',
    id,
    legacyResourceId: product.variantId,
    title: 'Default Title',
    displayName: product.title,
    sku: product.sku,
    barcode: null,
    price: amount(product.priceMinor),
    compareAtPrice: null,
    position: 1,
    availableForSale: product.stock > 0,
    inventoryQuantity: product.stock,
    inventoryPolicy: 'DENY',
    createdAt: instant(product.createdAt),
    updatedAt: instant(product.updatedAt),
    image: null,
    product: () => node('Product', product.id),
    inventoryItem: () => node('InventoryItem', product.inventoryItemId),
    ...metafieldFields(books, id),
  };
}

export function inventoryItemNode({ books, node }: ApiContext, product: Product): Node {
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', product.inventoryItemId),
    legacyResourceId: product.inventoryItemId,
    sku: product.sku,
    tracked: true,
    unitCost: product.costMinor === undefined ? null : money(books, product.costMinor),
    createdAt: instant(product.createdAt),
    updatedAt: instant(product.updatedAt),
    variant: () => node('ProductVariant', product.variantId),
  };
}

function imageNode(books: ApiContext['books'], product: Product): Node {
  return {
    id: gid('ProductImage', product.id),
    url: pictureUrl(books.storefrontUrl(), product),
    altText: product.title,
    width: PICTURE_SIZE,
    height: PICTURE_SIZE,
  };
}

function imageMedia(books: ApiContext['books'], product: Product): Node {
  const image = imageNode(books, product);
  return {
    __typename: 'MediaImage',
    id: gid('MediaImage', product.id),
    alt: product.title,
    image,
    preview: { image },
  };
}
