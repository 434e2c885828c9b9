import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import type { ListView } from '#app/lib/list-view.ts';
import {
  journeyLines,
  JOURNEY_ORDER,
  JOURNEY_SORTS,
  JOURNEYS_SHOWN,
  type JourneySort,
} from './journey-list.ts';

const lines = journeyLines(
  journeys.map((journey) => ({ journey, state: 'live' as const })),
  new Map([
    [
      'abandoned-basket',
      {
        entered: 9,
        active: 1,
        completed: 2,
        exited: { basket_emptied: 1, ordered: 5 },
        mails: { sent: 7, skipped: 3, clicked: 2 },
      },
    ],
  ]),
  new Map([['abandoned-basket', { orders: 2, minor: 4_200 }]]),
);

test('a journey shows its figures, and one without runs shows zeros', () => {
  expect(lines[0]).toMatchObject({
    entered: 9,
    left: 6,
    exits: [
      { reason: 'ordered', count: 5 },
      { reason: 'basket_emptied', count: 1 },
    ],
    recovered: { orders: 2, minor: 4_200 },
  });
  expect(lines[1]).toMatchObject({ entered: 0, left: 0, exits: [], recovered: { minor: 0 } });
});

const VIEW = { search: '', sort: 'name', direction: 'ascending', page: 1 } as const;

function listed(view: Partial<ListView<JourneySort>>, perPage: number = JOURNEYS_SHOWN): string[] {
  const { rows } = arrangeRows(lines, { ...VIEW, ...view }, JOURNEY_ORDER, perPage);
  return rows.map(({ key }) => key);
}

test('journeys are found by name and purpose', () => {
  expect(listed({ search: 'CART' })).toEqual(['abandoned-basket']);
  expect(listed({ search: 'review' })).toEqual(['post-purchase']);
  expect(listed({ search: 'nothing like it' })).toEqual([]);
});

test('journeys stand on pages', () => {
  expect(listed({}, 1)).toEqual(['abandoned-basket']);
  expect(listed({ page: 2 }, 1)).toEqual(['post-purchase']);
});

test.each(JOURNEY_SORTS)('journeys sort by %s both ways', (sort) => {
  const [up, down] = (['ascending', 'descending'] as const).map((direction) =>
    listed({ sort, direction }),
  );
  expect(up).toEqual(down?.toReversed());
  const first = sort === 'name' ? 'abandoned-basket' : 'post-purchase';
  expect(up?.[0]).toBe(first);
});
