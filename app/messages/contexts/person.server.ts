import { NO_CURRENCY } from '#app/lib/money.ts';
import type { ContextLoader } from './context-loader.server.ts';
import type { LoadedPerson, PersonMailContext } from './person.ts';
import {
  selectCollectionsOfMails,
  selectProductsOfMails,
  type NamedProductRow,
} from './store/products-of-mails.server.ts';

/** Loads the products and collections that mails to people are about, as they are now. */
export const loadPeopleOfMails: ContextLoader<PersonMailContext, LoadedPerson | null> = async (
  client,
  shopId,
  mails,
) => {
  const productIds = mails.flatMap(({ asked }) => asked.product ?? []);
  const collectionIds = mails.flatMap(({ asked }) => asked.collection ?? []);
  const products =
    productIds.length > 0 ? await selectProductsOfMails(client, shopId, productIds) : [];
  const collections =
    collectionIds.length > 0 ? await selectCollectionsOfMails(client, shopId, collectionIds) : [];
  const productOf = new Map(products.map((row) => [row.productId, row]));
  const collectionOf = new Map(collections.map((row) => [row.collectionId, row]));
  return new Map(
    mails.map(({ key, asked }) => {
      const product = productOf.get(asked.product ?? '');
      const collection = collectionOf.get(asked.collection ?? '') ?? null;
      return [
        key,
        {
          product: product ? pieceOf(product) : null,
          asksProduct: asked.product !== undefined,
          collection,
        },
      ];
    }),
  );
};

/** One piece of a product, as a mail shows it. */
function pieceOf({
  productId,
  variantId,
  title,
  priceMinor,
  currency,
}: NamedProductRow): NonNullable<LoadedPerson['product']> {
  const line = { productId, variantId, title, variantTitle: null, quantity: 1 };
  return { line: { ...line, unitMinor: priceMinor ?? 0 }, currency: currency ?? NO_CURRENCY };
}
