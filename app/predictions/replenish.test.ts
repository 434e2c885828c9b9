import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownRhythm, replenishments } from './replenish.ts';

const TYPICAL = new Map([['soap', { low: 25, median: 30, high: 40 }]]);

describe('When a product is wanted again', () => {
  it.each([
    ['bought every 30 days', [0, 30, 60, 90], { low: 30, median: 30, high: 30 }],
    ['bought with one long pause', [0, 30, 60, 190, 220, 250], { low: 30, median: 30, high: 30 }],
    ['bought now and then', [0, 20, 60], { low: 25, median: 30, high: 35 }],
    ['bought twice', [0, 30], null],
    ['bought once', [0], null],
  ])('is by the rhythm of what was %s', (_, days, rhythm) => {
    expect(ownRhythm(days)).toEqual(rhythm);
  });

  it('is by one’s own rhythm, and by that of others while there is none', () => {
    const own = { productId: 'soap', days: [0, 50, 100] };
    const once = { productId: 'soap', days: [100] };
    expect(replenishments([own], TYPICAL, 110)).toMatchObject([{ by: 'own', due: 150, times: 3 }]);
    expect(replenishments([once], TYPICAL, 110)).toMatchObject([
      { by: 'others', from: 125, due: 130, to: 140, times: 1 },
    ]);
    expect(replenishments([{ ...once, productId: 'chair' }], TYPICAL, 110)).toEqual([]);
  });

  it('is never for what was given up', () => {
    const bought = [{ productId: 'soap', days: [0, 50, 100] }];
    expect(replenishments(bought, TYPICAL, 250)).toHaveLength(1);
    expect(replenishments(bought, TYPICAL, 251)).toEqual([]);
  });

  it('is after the last purchase, in the order of days, with the middle in the middle', () => {
    const days = fc
      .uniqueArray(fc.nat(2_000), { minLength: 1, maxLength: 20 })
      .map((all) => all.sort((a, b) => a - b));
    const bought = fc.array(fc.record({ productId: fc.constantFrom('soap', 'tea', 'rope'), days }));
    fc.assert(
      fc.property(bought, fc.nat(3_000), (list, today) => {
        const found = replenishments(list, TYPICAL, today);
        for (const [i, { from, due, to }] of found.entries()) {
          expect(from).toBeLessThanOrEqual(due);
          expect(due).toBeLessThanOrEqual(to);
          expect(due).toBeGreaterThanOrEqual(found[i - 1]?.due ?? due);
        }
      }),
    );
  });
});
