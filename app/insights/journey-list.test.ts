import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { arrange, journeyLines, JOURNEY_SORTS } from './journey-list.ts';

const lines = journeyLines(
  journeys,
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

test('a journey shows its figures, and one that nobody was in shows zeros', () => {
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

test('journeys are found by name and purpose', () => {
  const found = (search: string) =>
    arrange(lines, { search, sort: 'name', direction: 'ascending' }).map(({ key }) => key);
  expect(found('BASKET')).toEqual(['abandoned-basket']);
  expect(found('review')).toEqual(['post-purchase']);
  expect(found('nothing like it')).toEqual([]);
});

test.each(JOURNEY_SORTS)('journeys sort by %s both ways', (sort) => {
  const [up, down] = (['ascending', 'descending'] as const).map((direction) =>
    arrange(lines, { search: '', sort, direction }).map(({ key }) => key),
  );
  expect(up).toEqual(down?.toReversed());
  const first = sort === 'name' ? 'abandoned-basket' : 'post-purchase';
  expect(up?.[0]).toBe(first);
});
