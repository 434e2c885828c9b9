import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { parsePredicate, problemsOf } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';

const bought: Predicate = { field: 'orders', is: 'at_least', value: 1 };

/** A condition within as many groups. */
function nested(depth: number): Predicate {
  return depth === 0 ? bought : { all: [nested(depth - 1)] };
}

describe('a predicate from outside', () => {
  it('is read as it was written, for any predicate there is', () => {
    fc.assert(
      fc.property(predicates, (predicate) => {
        const parsed = parsePredicate(JSON.parse(JSON.stringify(predicate)));
        expect(parsed).toEqual({ outcome: 'read', predicate });
      }),
    );
  });

  it.each<[string, unknown, string, string]>([
    ['nothing', null, '', 'Choose a field.'],
    ['a text', 'orders >= 1', '', 'Choose a field.'],
    ['an unknown field', { field: 'shoe_size', is: 'known' }, 'field', 'There is no such field.'],
    ['a field of every object', { field: 'constructor', is: 'known' }, 'field', 'There is no such'],
    ['an unknown signal', { signal: 'flew', is: 'equal', times: 1, days: 1 }, 'signal', 'Choose'],
    ['an unknown comparison', { ...bought, is: 'roughly' }, 'is', 'Choose how to compare.'],
    ['a number written as text', { ...bought, value: '1' }, 'value', 'Give a number.'],
    ['NaN', { ...bought, value: Number.NaN }, 'value', 'Give a number.'],
    ['infinity', { ...bought, value: Infinity }, 'value', 'Give a number.'],
    ['a negative number', { ...bought, value: -1 }, 'value', 'from 0 on'],
    ['a score above 100', { field: 'score', is: 'at_least', value: 101 }, 'value', 'at most 100'],
    [
      'a range from above to below',
      { field: 'orders', is: 'between', least: 5, most: 2 },
      'least',
      'The lower end is above the upper one.',
    ],
    [
      'how often from above to below',
      { signal: 'searched', is: 'between', least: 5, most: 2, days: 3 },
      'least',
      'The lower end',
    ],
    [
      'a currency that is none',
      { field: 'spent', is: 'at_least', value: 1, currency: 'EURO' },
      'currency',
      'Choose a currency.',
    ],
    [
      'a currency of what is not money',
      { ...bought, currency: 'EUR' },
      'currency',
      'Choose a currency.',
    ],
    ['negative days', { field: 'last_order', is: 'within', days: -1 }, 'days', 'more than 0'],
    ['no days', { field: 'last_order', is: 'before', days: 0 }, 'days', 'more than 0'],
    ['too many days', { field: 'last_order', is: 'within', days: 3_651 }, 'days', 'At most 3,650'],
    [
      'days ago from far to near',
      { field: 'last_order', is: 'days_ago', least: 60, most: 30 },
      'least',
      'The lower end',
    ],
    [
      'a day that no calendar has',
      { field: 'last_order', is: 'since', date: '2026-02-30' },
      'date',
      'a day of the calendar',
    ],
    [
      'days of the calendar from late to early',
      { field: 'last_order', is: 'from_to', from: '2026-02-02', to: '2026-02-01' },
      'from',
      'The first day is after the last.',
    ],
    [
      'an order of moments with something else',
      { field: 'last_order', is: 'after', than: 'country' },
      'than',
      'Choose a moment.',
    ],
    ['no texts', { field: 'country', is: 'one_of', values: [] }, 'values', 'at least one'],
    ['a blank', { field: 'country', is: 'one_of', values: [' '] }, 'values.0', 'not empty'],
    [
      '10 KB of text',
      { field: 'company', is: 'contains', value: 'x'.repeat(10_240) },
      'value',
      'At most 255 characters.',
    ],
    [
      'a character that cannot be stored',
      { field: 'company', is: 'contains', value: 'a\0b' },
      'value',
      'cannot be stored',
    ],
    [
      'a consent that there is not',
      { field: 'email_consent', is: 'one_of', values: ['maybe'] },
      'values',
      'Choose among subscribed',
    ],
    [
      'interest in nothing',
      { interest: 'viewed', is: 'within', days: 1 },
      'products',
      'Choose a product or a collection.',
    ],
    ['a group that is none', { all: bought }, 'all', 'Give a list of conditions.'],
    [
      'a group of nothing known',
      { any: [bought, { not: {} }] },
      'any.1.not.field',
      'no such field',
    ],
  ])('with %s is refused, naming the place', (_, input, path, message) => {
    const parsed = parsePredicate(input);
    expect(parsed).toMatchObject({ outcome: 'refused' });
    const problems = parsed.outcome === 'refused' ? parsed.problems : [];
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([path]);
    expect(problems[0]?.message).toContain(message);
  });

  it('names everything that is wrong at once', () => {
    const parsed = parsePredicate({
      all: [
        { field: 'orders', is: 'at_least', value: -1 },
        { not: { field: 'last_order', is: 'within', days: 9_999 } },
      ],
    });
    const problems = parsed.outcome === 'refused' ? parsed.problems : [];
    expect(problems.map(({ path }) => path)).toEqual([
      ['all', 0, 'value'],
      ['all', 1, 'not', 'days'],
    ]);
  });

  it('has at most 100 conditions and 10 groups within each other', () => {
    const many = (count: number) => ({ any: Array.from({ length: count }, () => bought) });
    expect(parsePredicate(many(100)).outcome).toBe('read');
    expect(problemsOf(many(101), {})).toEqual([
      { path: ['any', 100], message: 'At most 100 conditions.' },
    ]);
    expect(parsePredicate(nested(10)).outcome).toBe('read');
    expect(problemsOf(nested(11), {})[0]?.message).toBe('At most 10 groups within each other.');
    expect(problemsOf(nested(5_000), {})).toHaveLength(1);
    const groups = { all: Array.from({ length: 5_000 }, () => ({ all: [] })) };
    expect(problemsOf(groups, {})[0]?.message).toBe('At most 100 groups.');
  });

  it('takes SQL and Liquid for the texts they are', () => {
    for (const value of ["'; drop table profile; --", '{{ customer.email }}', '$1', '%_\\'])
      expect(parsePredicate({ field: 'company', is: 'contains', value })).toEqual({
        outcome: 'read',
        predicate: { field: 'company', is: 'contains', value },
      });
  });
});

describe('what a predicate refers to', () => {
  const inside = (segment: string): Predicate => ({ all: [{ segment, is: 'in' }] });

  it('must be there', () => {
    const predicate: Predicate = {
      any: [
        { segment: 'gone', is: 'not_in' },
        { interest: 'bought', is: 'within', products: ['1', '2'], collections: ['3'], days: 9 },
      ],
    };
    const known = {
      segments: new Map(),
      products: new Set(['1']),
      collections: new Set<string>(),
    };
    expect(problemsOf(predicate, known)).toEqual([
      { path: ['any', 0, 'segment'], message: 'This segment was deleted. Choose another.' },
      { path: ['any', 1, 'products', 1], message: 'This product was deleted. Choose another.' },
      {
        path: ['any', 1, 'collections', 0],
        message: 'This collection was deleted. Choose another.',
      },
    ]);
    expect(problemsOf(predicate, {})).toEqual([]);
  });

  it.each<[string, Predicate, Record<string, Predicate>]>([
    ['itself', inside('own'), { own: bought }],
    ['one that refers to it', inside('a'), { a: { not: inside('own') }, own: bought }],
    ['one that leads back', inside('a'), { a: inside('b'), b: inside('c'), c: inside('own') }],
    ['others in a circle', inside('a'), { a: inside('b'), b: inside('a') }],
  ])('must not lead in a circle through %s', (_, predicate, segments) => {
    const known = { key: 'own', segments: new Map(Object.entries(segments)) };
    expect(problemsOf(predicate, known)).toEqual([
      { path: ['all', 0, 'segment'], message: expect.stringContaining('a circle') as string },
    ]);
  });

  it('may be referred to twice, but must not be too much in all', () => {
    const twice = (key: string): Predicate => ({ all: [inside(key), inside(key)] });
    const segments = new Map<string, Predicate>([['s0', bought]]);
    for (let index = 1; index <= 60; index += 1)
      segments.set(`s${String(index)}`, twice(`s${String(index - 1)}`));
    expect(problemsOf(twice('s3'), { segments })).toEqual([]);
    expect(problemsOf(twice('s60'), { segments })).toEqual([
      { path: [], message: 'With the segments it uses, more than 1000 conditions.' },
    ]);
  });
});
