import { formatMoney } from '#app/lib/format/money.ts';
import type { CatalogProduct } from '#app/messages/contexts/mail-context.ts';
import type { ViewRecommended } from '#app/messages/contexts/view-recommended.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { MailWords } from '#app/messages/words/mail-words.ts';
import type { PricedLines } from './mail-money.ts';

/**
 * What a template may show, with the variables of what the mail is about. Texts are plain; the renderer escapes them where
 * it must.
 */
export type MailView = Readonly<Record<string, unknown>> & {
  /** In which it is written, BCP 47. */
  language: ReaderLanguage;
  /** What is said in that language beside what merchants write. */
  words: MailWords['shown'];
  shop: { name: string; url: string; postalAddress: string };
  firstName: string | null;
  items: ViewItem[];
  /** The name of the first of them; null where there is none. */
  product: string | null;
  total: string | null;
  /** What else the reader may like; null when the mail shows none. */
  recommended: ViewRecommended | null;
  /** What the journey offered the reader; null when the mail shows no offer. */
  coupon: ViewCoupon | null;
  /** Where the mail's button leads. */
  action: string;
  /** Why the reader gets this mail. */
  why: string;
  /** Null on mails that belong to something the reader did. */
  unsubscribe: string | null;
};

export type ViewCoupon = {
  /** What the reader gets, in a few words. */
  words: string;
  /** Null for an offer that needs none. */
  code: string | null;
  /** Where it is applied by itself, or what it is about. */
  url: string;
  /** Until when it holds. */
  until: string;
};

export type ViewItem = {
  title: string;
  variant: string | null;
  quantity: number;
  /** Of one piece; null where the mail shows no prices. */
  price: string | null;
  /** Of all pieces. */
  total: string | null;
  image: string | null;
  url: string | null;
};

/**
 * The lines of a cart or an order as a mail shows them.
 * @param locale in which prices are written, BCP 47
 * @param track turns an address of the shop into a tracked link
 */
export function viewItems(
  { lines, currency }: Pick<PricedLines, 'lines' | 'currency'>,
  showsPrices: boolean,
  products: ReadonlyMap<string, CatalogProduct>,
  storefrontUrl: string,
  locale: ReaderLanguage,
  track: (url: string) => string,
): ViewItem[] {
  return lines.map((line) => {
    const product = line.productId === null ? undefined : products.get(line.productId);
    const handle = product?.handle ?? null;
    return {
      title: line.title,
      variant: line.variantTitle,
      quantity: line.quantity,
      price: showsPrices ? formatMoney(line.unitMinor, currency, locale) : null,
      total: showsPrices ? formatMoney(line.unitMinor * line.quantity, currency, locale) : null,
      image: product?.imageUrl ?? null,
      url:
        handle === null ? null : track(`${storefrontUrl}/products/${encodeURIComponent(handle)}`),
    };
  });
}
