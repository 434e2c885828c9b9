import type { ContextLoader } from './context-loader.server.ts';
import type { NewsMailContext } from './news.ts';

/** What mails of campaigns are about stands in what was asked for: nothing else is loaded. */
export const loadNews: ContextLoader<NewsMailContext, NewsMailContext> = (
  _client,
  _shopId,
  mails,
) => Promise.resolve(new Map(mails.map(({ key, asked }) => [key, asked])));
