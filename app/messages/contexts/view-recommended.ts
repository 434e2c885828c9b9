import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { Line } from '#app/events/event.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { isCurrency } from '#app/lib/money.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { mailWordsOf } from '#app/messages/words/registry.ts';

/** What else a mail shows, under words that are true of every product in it. */
export type ViewRecommended = { heading: string; products: ViewProduct[] };

export type ViewProduct = {
  title: string;
  /** Of the cheapest piece that can be bought; null when it is not known. */
  price: string | null;
  /** All products of a row have one or none has, for a gap looks like a picture that did not load. */
  image: string | null;
  url: string;
};

/** One row of a mail, also on a telephone. */
const MOST_SHOWN = 3;
/** A single product beside an empty row looks like a mistake. */
const FEWEST_SHOWN = 2;

/** How many to ask for, so that enough are left when some have no page to lead to. */
export const RECOMMENDED_ASKED = 2 * MOST_SHOWN;

/**
 * The products a mail recommends; null when there are too few, and then the mail goes without.
 * @param recommended the likeliest first
 * @param lines what the mail is about; none of it is recommended
 * @param currency of a price that was received without one, ISO 4217
 * @param language of the words above them, and of their prices
 * @param track turns an address of the shop into a tracked link
 */
export function viewRecommended(
  recommended: readonly RecommendedProduct[],
  lines: readonly Line[],
  currency: string,
  storefrontUrl: string,
  language: ReaderLanguage,
  track: (url: string) => string,
): ViewRecommended | null {
  const listed = new Set(lines.map(({ productId }) => productId));
  const shown = recommended
    .flatMap(({ handle, ...product }) =>
      handle === null || listed.has(product.productId) ? [] : [{ ...product, handle }],
    )
    .slice(0, MOST_SHOWN);
  if (shown.length < FEWEST_SHOWN) return null;
  const areAllPictured = shown.every(({ imageUrl }) => imageUrl !== null);
  const { goesWell, mayLike } = mailWordsOf(language);
  const areRelated = shown.every(({ why }) => why.kind === 'bought' || why.kind === 'viewed');
  return {
    heading: areRelated ? goesWell : mayLike,
    products: shown.map((product) => ({
      title: product.title,
      price: priceOf(product, currency, language),
      image: areAllPictured ? product.imageUrl : null,
      url: track(`${storefrontUrl}/products/${encodeURIComponent(product.handle)}`),
    })),
  };
}

function priceOf(
  { priceMinor, currency }: Pick<RecommendedProduct, 'priceMinor' | 'currency'>,
  shopCurrency: string,
  locale: ReaderLanguage,
): string | null {
  const code = currency ?? shopCurrency;
  return priceMinor === null || !isCurrency(code) ? null : formatMoney(priceMinor, code, locale);
}
