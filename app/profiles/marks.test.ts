import { describe, expect, test } from 'vitest';
import { marksAt, marksOn, mergeMarks } from './marks.ts';
import type { Mark } from './profile.ts';

describe('marks', () => {
  test.each<[string, Mark[], string[]]>([
    ['put on', [['vip', 1, 1]], ['vip']],
    [
      'taken off later',
      [
        ['vip', 1, 1],
        ['vip', 2, 0],
      ],
      [],
    ],
    [
      'taken off before it was put on again',
      [
        ['vip', 2, 1],
        ['vip', 1, 0],
      ],
      ['vip'],
    ],
    [
      'put on and taken off at once',
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
  ])('%s, in whichever order it is told', (_what, told, on) => {
    const add = (marks: Mark[], mark: Mark) => mergeMarks(marks, [mark]);
    expect(marksOn(told.reduce(add, []))).toEqual(on);
    expect(marksOn(told.toReversed().reduce(add, []))).toEqual(on);
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
    const marks = names.flatMap((name, at) => marksAt([name], at, 1));
    expect(marksOn(mergeMarks([], marks))).toEqual(on);
    expect(marksOn(mergeMarks([], marks.toReversed()))).toEqual(on);
  });

  test('a mark is taken off however its name was written', () => {
    const marks = [...marksAt(['VIP'], 1, 1), ...marksAt(['vip '], 2, 0)];
    expect(marksOn(mergeMarks([], marks))).toEqual([]);
  });

  test('all 250 that Shopify allows are kept, also when as many came and went since', () => {
    const tag = (index: number) => `${String(index).padStart(3, '0')}-${'語'.repeat(251)}`;
    const on = Array.from({ length: 250 }, (_, index) => tag(index));
    const gone = Array.from({ length: 500 }, (_, index) => `visit-${String(index)}`);
    const marks = mergeMarks(marksAt(on, 1, 1), marksAt(gone, 2, 0));
    expect(marksOn(marks)).toEqual(on);
  });

  test('the thousand most recent are kept', () => {
    const many = Array.from({ length: 1_500 }, (_, at): Mark => [`tag-${String(at)}`, at, 1]);
    const kept = marksOn(mergeMarks([], many));
    expect(kept).toHaveLength(1_000);
    expect(kept).toContain('tag-500');
    expect(kept).not.toContain('tag-499');
  });
});
