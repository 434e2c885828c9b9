import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { CASES } from '#tests/segments/cases.ts';
import type { Predicate, Condition } from '#app/segments/predicate.ts';
import { segmentTemplates } from '#app/segments/builder/segment-templates.ts';
import { shopSegments } from '#app/segments/ready/shop-segments.ts';
import { costsByPlace, predicateCost } from './condition-cost.ts';
import { MOST_POINTS } from './cost-problems.ts';

const NONE = new Map<string, Predicate>();
const bought: Condition = { field: 'orders', is: 'at_least', value: 1 };

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

function viewed(products: number, collections = 0): Condition {
  const things = { products: ids(products), collections: ids(collections) };
  return { interest: 'viewed', is: 'within', ...things, days: 30 };
}

describe('the cost of a condition', () => {
  it.each<[string, Condition, number]>([
    ['a number', bought, 1],
    ['a number between two', { field: 'units', is: 'between', least: 1, most: 2 }, 1],
    ['an amount', { field: 'spent', is: 'at_least', value: 1 }, 1],
    ['an amount in one currency', { field: 'spent', is: 'at_least', value: 1, currency: 'EUR' }, 2],
    ['the intent', { field: 'intent', is: 'at_least', value: 1 }, 80],
    ['whether the intent is known', { field: 'intent', is: 'known' }, 80],
    ['the score', { field: 'score', is: 'at_least', value: 1 }, 80],
    ['the fit', { field: 'fit', is: 'at_least', value: 1 }, 1],
    ['the grade', { field: 'grade', is: 'one_of', values: ['A1'] }, 5],
    ['what is predicted', { field: 'predicted_orders', is: 'at_least', value: 1 }, 3],
    ['a window of time', { field: 'last_order', is: 'within', days: 3_650 }, 1],
    ['a day of the calendar', { field: 'last_order', is: 'since', date: '2026-01-31' }, 1],
    ['the order of two moments', { field: 'last_cart', is: 'after', than: 'last_order' }, 2],
    ['a moment after one predicted', { field: 'last_cart', is: 'after', than: 'next_order' }, 4],
    ['whether a text is known', { field: 'company', is: 'known' }, 1],
    ['a text', { field: 'country', is: 'one_of', values: ['GB'] }, 1],
    ['the most texts', { field: 'country', is: 'not_one_of', values: ids(250) }, 6],
    ['a part of a text', { field: 'email', is: 'contains', value: 'x' }, 2],
    ['the beginning of a text', { field: 'email', is: 'starts_with', value: 'x' }, 2],
    ['a tag', { field: 'tags', is: 'has_any', values: ['VIP'] }, 2],
    ['many tags', { field: 'tags', is: 'has_none', values: ids(16) }, 17],
    ['the most tags', { field: 'tags', is: 'has_all', values: ids(250) }, 25],
    ['behaviour', { signal: 'searched', is: 'at_least', times: 1, days: 3_650 }, 2],
    ['a product', viewed(1), 4],
    ['many products', viewed(16), 34],
    ['more products', viewed(17), 40],
    ['the most products', viewed(250), 45],
    ['a collection', viewed(0, 1), 45],
    ['the most products and collections', viewed(250, 250), 1_295],
    ['a segment of Shopify', { segment: 'shopify:1', is: 'in' }, 10],
  ])('of %s is counted', (_, condition, cost) => {
    expect(predicateCost(condition, NONE)).toBe(cost);
  });

  it('adds up through groups within each other', () => {
    const tree: Predicate = {
      all: [bought, { any: [viewed(1), { not: bought }] }, { not: bought }],
    };
    expect(predicateCost(tree, NONE)).toBe(1 + 4 + 1 + 1);
    expect(costsByPlace(tree, NONE)).toEqual([
      { path: ['all', 0], cost: 1 },
      { path: ['all', 1, 'any', 0], cost: 4 },
      { path: ['all', 1, 'any', 1, 'not'], cost: 1 },
      { path: ['all', 2, 'not'], cost: 1 },
    ]);
    expect(predicateCost({ all: [{ any: [] }] }, NONE)).toBe(0);
  });

  it('counts another segment as often as it is referred to, with those that it refers to itself', () => {
    const inside = (segment: string): Predicate => ({ segment, is: 'in' });
    const segments = new Map<string, Predicate>([
      ['dear', { all: [viewed(250), bought] }],
      ['through', { not: inside('dear') }],
      ['round', { any: [bought, inside('round')] }],
    ]);
    expect(predicateCost(inside('dear'), segments)).toBe(47);
    expect(predicateCost(inside('through'), segments)).toBe(48);
    expect(predicateCost({ any: [inside('dear'), inside('dear'), bought] }, segments)).toBe(95);
    expect(Number.isFinite(predicateCost(inside('round'), segments))).toBe(true);
  });

  it('never falls when a condition is added, a value is added or another segment refers to it', () => {
    const places = fc.nat({ max: 20 });
    fc.assert(
      fc.property(predicates, predicates, places, (predicate, other, place) => {
        const cost = predicateCost(predicate, NONE);
        const added = withMember(predicate, other, place);
        expect(predicateCost(added, NONE)).toBeGreaterThanOrEqual(cost);
        const whole: Predicate = { segment: 'other', is: 'in' };
        const reference = predicateCost(whole, new Map([['other', predicate]]));
        expect(reference).toBeGreaterThan(cost);
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 249 }), fc.nat({ max: 249 }), (count, collections) => {
        const cost = (condition: Condition) => predicateCost(condition, NONE);
        const tagged = (values: string[]) => cost({ field: 'tags', is: 'has_any', values });
        expect(tagged(ids(count + 1))).toBeGreaterThanOrEqual(tagged(ids(count)));
        expect(cost(viewed(count + 1, collections))).toBeGreaterThanOrEqual(
          cost(viewed(count, collections)),
        );
        expect(cost(viewed(count, collections + 1))).toBeGreaterThan(
          cost(viewed(count, collections)),
        );
      }),
    );
  });

  it('is far below the limit for what every shop has and for usual predicates', () => {
    const { predicates } = shopSegments([]);
    const common = [
      ...predicates.values(),
      ...segmentTemplates('GBP').map(({ predicate }) => predicate),
    ];
    for (const predicate of common)
      expect(predicateCost(predicate, predicates)).toBeLessThan(MOST_POINTS / 10);
    for (const [predicate] of CASES)
      expect(predicateCost(predicate, predicates)).toBeLessThan(MOST_POINTS / 3);
  });
});

/** The tree with a member more in the group that is met at a place, counted round; else in a group around it. */
function withMember(predicate: Predicate, member: Predicate, place: number): Predicate {
  if ('not' in predicate) return { not: withMember(predicate.not, member, place) };
  const kind = 'all' in predicate ? 'all' : 'any';
  const items = 'all' in predicate ? predicate.all : 'any' in predicate ? predicate.any : null;
  if (items === null) return { all: [predicate, member] };
  const at = items.length === 0 ? -1 : place % (items.length + 1);
  const inner = items[at];
  const grown =
    inner === undefined
      ? [...items, member]
      : items.map((item, index) => (index === at ? withMember(inner, member, place + 1) : item));
  return kind === 'all' ? { all: grown } : { any: grown };
}
