import { GraphQLError } from 'graphql';

/** What a list can be searched by: a field's values of one item; moments as numbers. */
export type SearchFields<Item> = Record<
  string,
  (item: Item) => string | number | null | readonly string[]
>;

const TERM = /(?:([\w.]+):)?(>=|<=|>|<)?(?:'([^']*)'|"([^"]*)"|(\S+))/g;

/**
 * A filter from Shopify's search syntax: `field:value`, comparisons, `*` at the end, terms joined by AND or a
 * space; a bare word looks in `default`. Throws on what it does not know rather than return everything.
 */
export function searchFilter<Item>(
  query: string | null | undefined,
  fields: SearchFields<Item>,
): (item: Item) => boolean {
  const terms = [...(query ?? '').matchAll(TERM)]
    .map(([, field, operator, single, double, bare]) => ({
      field: field ?? 'default',
      operator: operator ?? ':',
      text: single ?? double ?? bare ?? '',
    }))
    .filter(({ field, text }) => !(field === 'default' && text === 'AND'));
  const tests = terms.map(({ field, operator, text }) => {
    const read = fields[field];
    if (!read || text === 'OR' || text === 'NOT') {
      throw new GraphQLError(
        `The local store cannot search by "${field === 'default' ? text : field}" yet.`,
        {
          extensions: { code: 'NOT_IMPLEMENTED' },
        },
      );
    }
    return (item: Item) => matches(read(item), operator, text);
  });
  return (item) => tests.every((test) => test(item));
}

function matches(
  value: string | number | null | readonly string[],
  operator: string,
  text: string,
): boolean {
  if (value === null) return false;
  if (Array.isArray(value)) return value.some((one: string) => matches(one, operator, text));
  if (typeof value === 'number')
    return compares(value, operator, Number.isNaN(Number(text)) ? Date.parse(text) : Number(text));
  const found = String(value).toLowerCase();
  const wanted = text.toLowerCase();
  return wanted.endsWith('*') ? found.startsWith(wanted.slice(0, -1)) : found === wanted;
}

function compares(value: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case '>=':
      return value >= wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '<':
      return value < wanted;
    default:
      return value === wanted;
  }
}
