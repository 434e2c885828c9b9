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
  const variantIds = mails.flatMap(({ asked }) => asked.reduced?.variantId ?? []);
  const products =
    productIds.length > 0
      ? await selectProductsOfMails(client, shopId, productIds, variantIds)
      : [];
  const collections =
    collectionIds.length > 0 ? await selectCollectionsOfMails(client, shopId, collectionIds) : [];
  const ofVariant = new Map(products.map((row) => [row.variantId, row]));
  const cheapestOf = new Map(
    products.flatMap((row) => (row.isCheapest ? [[row.productId, row] as const] : [])),
  );
  const collectionOf = new Map(collections.map((row) => [row.collectionId, row]));
  return new Map(
    mails.map(({ key, asked }) => {
      const variant = asked.reduced && ofVariant.get(asked.reduced.variantId);
      const product =
        variant?.productId === asked.product ? variant : cheapestOf.get(asked.product ?? '');
      const collection = collectionOf.get(asked.collection ?? '') ?? null;
      return [
        key,
        {
          product: product ? pieceOf(product, asked.reduced !== undefined) : null,
          asksProduct: asked.product !== undefined,
          reduced: asked.reduced ?? null,
          collection,
        },
      ];
    }),
  );
};

/** What Shopify calls the only variant of a product. */
const ONLY_VARIANT = 'Default Title';

/** One piece of a product, as a mail shows it. @param namesVariant whether the price is that of one variant */
function pieceOf(
  { productId, variantId, title, variantTitle, priceMinor, currency }: NamedProductRow,
  namesVariant: boolean,
): NonNullable<LoadedPerson['product']> {
  const shownTitle = namesVariant && variantTitle !== ONLY_VARIANT ? variantTitle : null;
  const line = { productId, variantId, title, variantTitle: shownTitle, quantity: 1 };
  return { line: { ...line, unitMinor: priceMinor ?? 0 }, currency: currency ?? NO_CURRENCY };
}
