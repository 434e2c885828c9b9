import type { ShopClient } from '#app/platform/db.server.ts';
import { readRule } from '#app/decisions/stored-decision.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { productTitles } from '#app/catalog/store/list-products.server.ts';
import { timelineRows } from '#app/people/store/timeline-rows.server.ts';
import type { Timeline } from './load-timeline.ts';
import type { TimelineEntry } from './timeline-days.ts';
import type { TimelineFilter } from './timeline-kinds.ts';
import { timelineEntry, type TimelineRow, type TimelineWords } from './timeline.ts';

/** How far back a search goes, in entries: what they say is put into words first, so no index helps. */
const MOST_SEARCHED = 1000;

export type TimelineQuery = TimelineFilter & {
  /** The most entries to give. */
  limit: number;
  /** Nothing later than this moment, epoch milliseconds; null gives the newest. */
  until: number | null;
};

/** What happened to a person and what Tendril did, newest first. */
export async function loadTimeline(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { kind, search, limit, until }: TimelineQuery,
  { money, names }: Pick<TimelineWords, 'money' | 'names'>,
): Promise<Timeline> {
  const isSearch = search !== '';
  const most = isSearch ? MOST_SEARCHED : limit;
  const rows = await timelineRows(client, shopId, profileId, { kind, until, limit: most + 1 });
  const read = rows.slice(0, most);
  const titles = await productTitles(client, shopId, productsOfEvents(read));
  const versions = await loadVersionsOfRuns(client, shopId, rulesOf(read));
  const words = { money, names, versions, productTitle: (id: string) => titles.get(id) ?? null };
  const entries = read.map((row) => timelineEntry(row, words)).filter(isFound(search));
  const isTruncated = rows.length > most;
  return {
    entries: entries.slice(0, limit),
    hasMore: isSearch ? entries.length > limit : isTruncated,
    searched: isSearch && isTruncated ? most : null,
  };
}

/** Whether the words of an entry hold a text, in capitals or not. */
function isFound(search: string): (entry: TimelineEntry) => boolean {
  const wanted = search.toLocaleLowerCase('en');
  return ({ title, detail }) => `${title} ${detail ?? ''}`.toLocaleLowerCase('en').includes(wanted);
}

/** The versions of journeys whose rules decided. */
function rulesOf(rows: readonly TimelineRow[]): { journeyKey: string; version: number }[] {
  const rules = new Set(rows.flatMap(({ rule }) => rule ?? []));
  return [...rules].flatMap((rule) => {
    const read = readRule(rule);
    return read ? [{ journeyKey: read.name, version: read.version }] : [];
  });
}

/** The products that events name, of whichever kind: a kind names one as `productId`. */
function productsOfEvents(rows: readonly TimelineRow[]): string[] {
  const products = rows.flatMap(({ source, props }) =>
    source === 'event' && typeof props === 'object' && props !== null && 'productId' in props
      ? [String(props.productId)]
      : [],
  );
  return [...new Set(products)];
}
