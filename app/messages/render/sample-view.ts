import { formatTime } from '#app/lib/format/time.ts';
import { newsContext } from '#app/messages/contexts/news.ts';
import { mailContexts } from '#app/messages/contexts/registry.ts';
import { type ReaderLanguage, USUAL_LANGUAGE } from '#app/lib/reader-language.ts';
import { mailWordsOf } from '#app/messages/words/registry.ts';
import type { MailView, ViewCoupon } from './mail-view.ts';

const ADDRESS = 'https://shop.example/';
/** More than most mails show. */
const ITEMS = 20;

/**
 * What an email is rendered with before it is published: a value of everything that it may show, with every part of it.
 * @param image the address of each picture
 * @param language of what is not the merchant's
 */
export function sampleView(
  image: string = ADDRESS,
  language: ReaderLanguage = USUAL_LANGUAGE,
): MailView & { coupon: ViewCoupon } {
  const { shown, why, mayLike, benefit } = mailWordsOf(language);
  const item = {
    title: 'Sample product',
    variant: 'Green',
    quantity: 1,
    price: '£10.00',
    total: '£10.00',
    image,
    url: ADDRESS,
  };
  const product = { title: 'Sample product', price: '£10.00', image, url: ADDRESS };
  const names = Object.values(mailContexts).flatMap(({ variables }) => Object.keys(variables));
  return {
    ...Object.fromEntries(names.map((name) => [name, 'Sample'])),
    language,
    words: shown,
    shop: { name: 'Sample shop', url: ADDRESS, postalAddress: '1 Sample Street' },
    firstName: 'Ada',
    product: item.title,
    items: Array.from({ length: ITEMS }, () => item),
    total: '£200.00',
    recommended: { heading: mayLike, products: [product, product, product] },
    coupon: {
      words: benefit({ kind: 'percentage', percent: 10 }, 'GBP'),
      code: 'SAMPLECODE',
      url: ADDRESS,
      until: formatTime(Date.UTC(2027, 0, 1, 12), 'UTC', language),
    },
    action: ADDRESS,
    why: why.marketing('Sample shop', newsContext.occasion[language](why.there)),
    unsubscribe: `${ADDRESS}unsubscribe`,
  };
}
