import { z } from 'zod';
import { ShopPage } from '#app/lib/shop-page.ts';
import type { MailContextRecord } from './mail-context.ts';

/** What a campaign tells of: a page of the shop, such as `/collections/new`; the first page when it is left out. */
export const NewsMailContext = z.object({
  subject: z.literal('news'),
  page: ShopPage.optional(),
});
export type NewsMailContext = z.infer<typeof NewsMailContext>;

/** A mail that all of a segment get, about a page of the shop. */
export const newsContext: MailContextRecord<NewsMailContext, NewsMailContext> = {
  schema: NewsMailContext,
  occasion: {
    en: () => 'have not unsubscribed since',
    de: () => 'sich seither nicht abgemeldet',
    fr: () => 'n’y avez pas renoncé depuis',
  },
  actionUrl: ({ page = '' }, { storefrontUrl }) => `${storefrontUrl}${page}`,
  variables: {},
};
