import { z } from 'zod';
import { isReduced } from '#app/catalog/product-changes.ts';
import type { Line } from '#app/events/event.ts';
import type { MailMoney } from '#app/messages/render/mail-money.ts';
import type { ActionPlace, MailContextRecord } from './mail-context.ts';

/** The person, and the product or collection that the mail is about, where it is about one. */
export const PersonMailContext = z.object({
  subject: z.literal('person'),
  product: z.string().min(1).optional(),
  /** The variant whose price went down, with the one that it had before, in the smallest unit of the currency. */
  reduced: z
    .object({
      variantId: z.string().min(1),
      fromMinor: z.number().int().min(0),
      currency: z.string().length(3),
    })
    .optional(),
  collection: z.string().min(1).optional(),
});
export type PersonMailContext = z.infer<typeof PersonMailContext>;

/** What the mail is about, at the moment of sending. */
export type LoadedPerson = {
  /** A piece of the product at its price of now; null where the mail is about none, or it is gone. */
  product: { line: Line; currency: string } | null;
  /** Whether the mail is about a product. */
  asksProduct: boolean;
  /** What the product cost before, of a mail that says that it costs less; null or absent of others. */
  reduced?: PersonMailContext['reduced'] | null;
  /** The collection as the store has it; null where the mail is about none, or it is gone. */
  collection: { title: string; handle: string | null } | null;
};

/** A mail about its reader, and about a product or a collection that they looked at. */
export const personContext: MailContextRecord<PersonMailContext, LoadedPerson | null> = {
  schema: PersonMailContext,
  occasion: {
    en: () => 'visited the shop',
    de: () => 'den Onlineshop besucht',
    fr: () => 'avez visité la boutique',
  },
  goods: {
    all: linesOf,
    shown: (loaded, isSoldOut) => linesOf(loaded).filter((line) => !isSoldOut(line)),
    nothingToShow,
    money: moneyOfProduct,
    isSummed: false,
  },
  actionUrl: personUrl,
  variables: {
    collectionTitle: {
      label: 'Collection',
      value: (loaded) => loaded?.collection?.title ?? null,
      fallback: null,
    },
  },
};

function nothingToShow(loaded: LoadedPerson | null, shown: readonly Line[]): string | null {
  if (loaded?.asksProduct === true && shown.length === 0) return 'out_of_stock';
  return loaded?.reduced && !isStillReduced(loaded.reduced, loaded.product)
    ? 'price_not_lower'
    : null;
}

/** Whether the variant costs less still, so much that it is news. */
function isStillReduced(
  { variantId, fromMinor, currency }: NonNullable<PersonMailContext['reduced']>,
  now: LoadedPerson['product'],
): boolean {
  return (
    now?.line.variantId === variantId &&
    now.currency === currency &&
    isReduced(fromMinor, now.line.unitMinor)
  );
}

function linesOf(loaded: LoadedPerson | null): Line[] {
  return loaded?.product ? [loaded.product.line] : [];
}

/** Null where no product is shown. */
function moneyOfProduct(loaded: LoadedPerson | null): MailMoney | null {
  if (!loaded?.product) return null;
  return { shop: { currency: loaded.product.currency, totalMinor: null }, shopper: null };
}

/** The page of the product or the collection, or the shop. */
function personUrl(
  loaded: LoadedPerson | null,
  { storefrontUrl, lines, products }: ActionPlace,
): string {
  const product = products.get(lines[0]?.productId ?? '')?.handle ?? null;
  if (product !== null) return `${storefrontUrl}/products/${encodeURIComponent(product)}`;
  const collection = loaded?.collection?.handle ?? null;
  return collection === null
    ? storefrontUrl
    : `${storefrontUrl}/collections/${encodeURIComponent(collection)}`;
}
