import { GraphQLError } from 'graphql';
import type { ShopifyId } from '../shop-records.ts';
import type { Node } from './node.ts';
import { isGiven } from './given.ts';
import { searchFilter, type SearchFields } from './search.ts';

export type PageArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
  sortKey?: string | null;
  query?: string | null;
  /** The whole list at once, as bulk operations take it, whatever `first` says. */
  whole?: boolean;
};

export type ListRules<Item> = {
  search?: SearchFields<Item>;
  /** Sort keys the list knows; ids are always known. */
  sort?: Record<string, (item: Item) => string | number>;
};

/**
 * A page of a list as a Relay connection. Cursors hold the sort value and the id, so a page starts at the right
 * place although the items before it have changed since.
 */
export function connection<Item extends { id: ShopifyId }>(
  items: Iterable<Item>,
  args: PageArgs,
  toNode: (item: Item) => Node | null,
  rules: ListRules<Item> = {},
): Node {
  const size = args.whole === true ? Infinity : (args.first ?? args.last);
  if (size === undefined || size === null || (size > 250 && size !== Infinity) || size < 0) {
    throw new GraphQLError('you must provide one of first or last, between 0 and 250', {
      extensions: { code: 'BAD_REQUEST' },
    });
  }
  const place = args.sortKey ? placeBy(args.sortKey, rules) : placeAsListed<Item>();
  const wanted = [...items].filter(searchFilter(args.query, rules.search ?? {}));
  const sorted = wanted
    .map((item, index) => ({ item, place: place(item, index) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  if (args.reverse) sorted.reverse();
  const beyond = (cursor: string) =>
    sorted.filter((entry) =>
      args.reverse ? entry.place < uncursor(cursor) : entry.place > uncursor(cursor),
    );
  const until = (cursor: string, list: typeof sorted) =>
    list.filter((entry) =>
      args.reverse ? entry.place > uncursor(cursor) : entry.place < uncursor(cursor),
    );
  const after = args.after ? beyond(args.after) : sorted;
  const range = args.before ? until(args.before, after) : after;
  const page =
    isGiven(args.first) || args.whole === true ? range.slice(0, size) : range.slice(-size);
  const edges = page.map((entry) => ({ cursor: cursorOf(entry.place), node: toNode(entry.item) }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    totalCount: String(wanted.length),
    pageInfo: {
      hasNextPage: range.at(-1) !== page.at(-1) || range.length < after.length,
      hasPreviousPage: range[0] !== page[0] || after.length < sorted.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Lists that cannot be sorted, such as an order's lines, stay as they are. */
function placeAsListed<Item>(): (item: Item, index: number) => string {
  return (_item, index) => String(index).padStart(16, '0');
}

/** A text that sorts like the sort value, ties broken by id. */
function placeBy<Item extends { id: ShopifyId }>(
  sortKey: string,
  rules: ListRules<Item>,
): (item: Item) => string {
  const read = sortKey === 'ID' || sortKey === 'RELEVANCE' ? () => '' : rules.sort?.[sortKey];
  if (!read) {
    throw new GraphQLError(`The local store cannot sort by ${sortKey} yet.`, {
      extensions: { code: 'NOT_IMPLEMENTED' },
    });
  }
  return (item) => {
    const value = read(item);
    return `${typeof value === 'number' ? String(value).padStart(16, '0') : value.toLowerCase()} ${item.id.padStart(20, '0')}`;
  };
}

function cursorOf(place: string): string {
  return Buffer.from(place).toString('base64url');
}

function uncursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
