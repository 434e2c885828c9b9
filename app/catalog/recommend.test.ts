import { describe, expect, test } from 'vitest';
import { recommend, similarity, type SeedPair } from './recommend.ts';

function pair(seedId: string, productId: string, times: number, over: Partial<SeedPair> = {}) {
  return {
    kind: 'bought' as const,
    seedId,
    productId,
    times,
    seedTimes: 50,
    productTimes: 50,
    ...over,
  };
}

const nothing = { bestsellers: [], newest: [], excluded: new Set<string>(), limit: 5 };
const seeds = [{ productId: 's', weight: 1 }];

describe('recommendations', () => {
  test('what goes with the seed comes first, with its reason; a product that goes with everything less so', () => {
    const pairs = [
      pair('s', 'bag', 20, { productTimes: 2_000 }),
      pair('s', 'lid', 14),
      pair('s', 'mug', 3, { productTimes: 4 }),
    ];
    const given = recommend({ ...nothing, seeds, pairs });
    expect(given.map(({ productId }) => productId)).toEqual(['lid', 'mug', 'bag']);
    expect(given[0]?.why).toEqual({ kind: 'bought', seedId: 's', times: 14 });
  });

  test('several seeds that agree outweigh one, and buying outweighs viewing', () => {
    const both = recommend({
      ...nothing,
      seeds: [...seeds, { productId: 't', weight: 1 }],
      pairs: [pair('s', 'one', 20), pair('s', 'two', 16), pair('t', 'two', 16)],
    });
    expect(both[0]?.productId).toBe('two');
    const mixed = recommend({
      ...nothing,
      seeds,
      pairs: [pair('s', 'seen', 20, { kind: 'viewed' }), pair('s', 'had', 15)],
    });
    expect(mixed.map(({ productId }) => productId)).toEqual(['had', 'seen']);
  });

  test('neither a seed nor what is excluded is recommended, and nothing twice', () => {
    const given = recommend({
      seeds,
      pairs: [pair('s', 's', 9), pair('s', 'owned', 30), pair('s', 'lid', 5)],
      bestsellers: ['s', 'lid', 'owned', 'top'].map((productId) => ({ productId, times: 99 })),
      newest: ['top', 'fresh', 'fresher'],
      excluded: new Set(['owned']),
      limit: 3,
    });
    expect(given).toEqual([
      { productId: 'lid', why: { kind: 'bought', seedId: 's', times: 5 } },
      { productId: 'top', why: { kind: 'bestseller', times: 99 } },
      { productId: 'fresh', why: { kind: 'newest' } },
    ]);
  });

  test('a pair seen once is worth little, and no count makes more than the whole', () => {
    const once = similarity({ times: 1, seedTimes: 1, productTimes: 1 });
    const often = similarity({ times: 40, seedTimes: 50, productTimes: 50 });
    expect(once).toBeLessThan(often / 5);
    expect(similarity({ times: 10_000, seedTimes: 3, productTimes: 3 })).toBeLessThanOrEqual(1);
    expect(similarity({ times: 0, seedTimes: 0, productTimes: 0 })).toBe(0);
  });
});
