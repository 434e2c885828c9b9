import { formatMoney } from '#app/lib/format/money.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { formatOr } from '#app/lib/format/list.ts';
import type { EventFilter } from './event-filter.ts';

/** What an event has to be about, as the rest of the sentence that names the event; empty when nothing is asked. */
export function filterWords(filter: EventFilter): string {
  const { products, collections, page, search, name, atLeast, sources, consent } = filter;
  const parts = [
    consent && (consent === 'subscribed' ? 'to emails' : 'from emails'),
    name && `under the name “${name}”`,
    products && `with one of ${formatCount(products.length, { one: 'product', many: 'products' })}`,
    collections &&
      `in one of ${formatCount(collections.length, { one: 'collection', many: 'collections' })}`,
    page && `whose address contains “${page}”`,
    search && `for “${search}”`,
    atLeast && `of ${formatMoney(atLeast.minor, atLeast.currency)} or more`,
    sources && `that came by ${formatOr(sources)}`,
    filter.firstOrder && 'for the first time',
  ].filter((part) => typeof part === 'string' && part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}
