import { describe, expect, test } from 'vitest';
import { marksOn, mergeMarks } from './marks.ts';
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

  test('the ten most recently told are kept', () => {
    const many = Array.from({ length: 15 }, (_, at): Mark => [`tag-${at}`, at, 1]);
    expect(mergeMarks([], many)).toHaveLength(10);
    expect(marksOn(mergeMarks([], many))).toContain('tag-14');
    expect(marksOn(mergeMarks([], many))).not.toContain('tag-4');
  });
});
