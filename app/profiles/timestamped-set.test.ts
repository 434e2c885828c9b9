import { describe, expect, test } from 'vitest';
import { timestampedItems, activeItems, mergeTimestampedSets } from './timestamped-set.ts';
import type { TimestampedItem } from './profile-state.ts';

describe('a timestamped set', () => {
  test.each<[string, TimestampedItem[], string[]]>([
    ['added', [['vip', 1, 1]], ['vip']],
    [
      'removed later',
      [
        ['vip', 1, 1],
        ['vip', 2, 0],
      ],
      [],
    ],
    [
      'removed before it was added again',
      [
        ['vip', 2, 1],
        ['vip', 1, 0],
      ],
      ['vip'],
    ],
    [
      'added and removed at once',
      [
        ['vip', 1, 0],
        ['vip', 1, 1],
      ],
      ['vip'],
    ],
    [
      'several',
      [
        ['vip', 1, 1],
        ['trade', 2, 1],
      ],
      ['trade', 'vip'],
    ],
  ])('%s, in whichever order it is received', (_what, given, on) => {
    const add = (items: TimestampedItem[], item: TimestampedItem) =>
      mergeTimestampedSets(items, [item]);
    expect(activeItems(given.reduce(add, []))).toEqual(on);
    expect(activeItems(given.toReversed().reduce(add, []))).toEqual(on);
  });

  test.each<[string, string[], string[]]>([
    ['spaces around and between them', [' b2b   lead '], ['b2b lead']],
    ['letters written in two ways', ['Caf\u00e9', 'Cafe\u0301'], ['Caf\u00e9']],
    ['upper and lower case', ['VIP', 'vip'], ['vip']],
    ['spaces alone', ['  ', ''], []],
    [
      'seventeen Chinese letters',
      ['批发客户二〇二六年春季优惠名单甲乙'],
      ['批发客户二〇二六年春季优惠名单甲乙'],
    ],
    ['255 letters beyond the basic plane', ['𠮷'.repeat(255)], ['𠮷'.repeat(255)]],
    ['more than 255 letters', ['ß'.repeat(300)], ['ß'.repeat(255)]],
  ])('names with %s', (_what, names, on) => {
    const items = names.flatMap((name, at) => timestampedItems([name], at, 1));
    expect(activeItems(mergeTimestampedSets([], items))).toEqual(on);
    expect(activeItems(mergeTimestampedSets([], items.toReversed()))).toEqual(on);
  });

  test('an item is removed however its name was written', () => {
    const items = [...timestampedItems(['VIP'], 1, 1), ...timestampedItems(['vip '], 2, 0)];
    expect(activeItems(mergeTimestampedSets([], items))).toEqual([]);
  });

  test('all 250 that Shopify allows are kept, also when as many came and went since', () => {
    const tag = (index: number) => `${String(index).padStart(3, '0')}-${'語'.repeat(251)}`;
    const on = Array.from({ length: 250 }, (_, index) => tag(index));
    const gone = Array.from({ length: 500 }, (_, index) => `visit-${String(index)}`);
    const items = mergeTimestampedSets(timestampedItems(on, 1, 1), timestampedItems(gone, 2, 0));
    expect(activeItems(items)).toEqual(on);
  });

  test('the thousand most recent are kept', () => {
    const many = Array.from({ length: 1_500 }, (_, at): TimestampedItem => [
      `tag-${String(at)}`,
      at,
      1,
    ]);
    const kept = activeItems(mergeTimestampedSets([], many));
    expect(kept).toHaveLength(1_000);
    expect(kept).toContain('tag-500');
    expect(kept).not.toContain('tag-499');
  });
});
