import { formatMoney } from '#app/lib/format/money.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { type MailSubject, mailContexts } from '#app/messages/contexts/registry.ts';
import type { ViewRecommended } from '#app/messages/contexts/view-recommended.ts';
import type { MailView, ViewCoupon, ViewItem } from '#app/messages/render/mail-view.ts';
import { sampleView } from '#app/messages/render/sample-view.ts';

/** A grey square in the place of the picture of a product. */
export const PLACEHOLDER_PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#d8dee4"/></svg>')}`;
/** As many as most emails show. */
const ITEMS = 2;

/** What stands in the place of a part that a reader has nothing for. */
export type SampleParts = {
  items: ViewItem[];
  total: string;
  coupon: ViewCoupon;
  recommended: ViewRecommended | null;
  /** The variables of a subject. */
  variables: (subject: MailSubject) => Partial<MailView>;
};

/** Samples of the parts of an email. @param url where their links lead @param language of what is not the merchant's */
export function sampleParts(url: string, language: ReaderLanguage): SampleParts {
  const sample = sampleView(PLACEHOLDER_PICTURE, language);
  return {
    items: sample.items.slice(0, ITEMS).map((item) => ({ ...item, url })),
    total: formatMoney(2_000, 'GBP', language),
    coupon: { ...sample.coupon, url },
    recommended: sample.recommended && {
      ...sample.recommended,
      products: sample.recommended.products.map((product) => ({ ...product, url })),
    },
    variables: (subject) =>
      Object.fromEntries(
        Object.keys(mailContexts[subject].variables).map((name) => [name, sample[name]]),
      ),
  };
}
