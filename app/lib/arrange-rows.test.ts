import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangeRows, type RowOrder } from './arrange-rows.ts';
import type { ListView } from './list-view.ts';

type Topic = { name: string; times: number | null };
type Sort = 'times' | 'name';

const ORDER: RowOrder<Topic, Sort> = {
  text: ({ name }) => name,
  by: { times: ({ times }) => times, name: ({ name }) => name },
};
const ROWS: Topic[] = [
  { name: 'Orders 10', times: 2 },
  { name: 'orders 9', times: 5 },
  { name: 'Carts', times: null },
  { name: 'Refunds', times: 2 },
];

function names(view: Partial<ListView<Sort>>, perPage = 10): string[] {
  const usual: ListView<Sort> = { search: '', sort: 'times', direction: 'descending', page: 1 };
  return arrangeRows(ROWS, { ...usual, ...view }, ORDER, perPage).rows.map(({ name }) => name);
}

test('rows are sorted by the heading, equal ones as they came, unknown ones last', () => {
  expect(names({})).toEqual(['orders 9', 'Orders 10', 'Refunds', 'Carts']);
  expect(names({ direction: 'ascending' })).toEqual(['Orders 10', 'Refunds', 'orders 9', 'Carts']);
});

test('names are sorted as people read them', () => {
  const view = { sort: 'name', direction: 'ascending' } as const;
  expect(names(view)).toEqual(['Carts', 'orders 9', 'Orders 10', 'Refunds']);
});

test('a search finds a part of a name in capitals or not, and may find nothing', () => {
  expect(names({ search: 'ORDER' })).toEqual(['orders 9', 'Orders 10']);
  expect(names({ search: 'shoes' })).toEqual([]);
});

test('the pages of a list hold every row once and say whether there are more', () => {
  const times = fc.array(fc.option(fc.nat(5)), { maxLength: 40 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 7 }), (all, perPage) => {
      const rows = all.map((one, place) => ({ name: String(place), times: one }));
      const seen: Topic[] = [];
      for (let page = 1; ; page += 1) {
        const view = { search: '', sort: 'times', direction: 'ascending', page } as const;
        const shown = arrangeRows(rows, view, ORDER, perPage);
        seen.push(...shown.rows);
        if (!shown.hasMore) break;
      }
      expect(seen).toHaveLength(rows.length);
      expect(new Set(seen).size).toBe(rows.length);
    }),
  );
});
