import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { NEWEST_KEPT, withOrder } from '#app/profiles/orders/newest-orders.ts';
import type { OrderTaken } from '#app/profiles/profile-state.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { ordersReaching, usualPieces, usualPiecesOfArticle } from './usual-order.ts';

const LARGE = 100;

/** Orders of so many pieces each, in the order of time. */
function ordersOf(sizes: readonly number[], lines = 1): { newest: OrderTaken[] } {
  const newest = sizes.map((pieces, n): OrderTaken => [String(n), n * DAY, pieces, lines]);
  return { newest: newest.reverse() };
}

function isReached(sizes: readonly number[]): boolean {
  return (usualPieces(ordersOf(sizes)) ?? 0) >= LARGE;
}

describe('a usual order', () => {
  test.each<[string, number[], number | null]>([
    ['of none is not known', [], null],
    ['of one is not known, however large', [5_000], null],
    ['of two is what both reach', [120, 80], 80],
    ['of three is what two of them reach', [120, 1, 100], 100],
    ['is not moved by one unusual order', [3, 2, 900, 4, 2, 3], 3],
    ['is held while small ones come between', [120, 130, 4, 110, 6, 5], 120],
    ['is left when fewer than one in four reach it', [120, 130, 4, 4, 6, 5, 4, 7, 8], 8],
    ['leaves out the cancelled ones', [0, 120, 0, 80], 80],
  ])('%s', (_, sizes, usual) => {
    expect(usualPieces(ordersOf(sizes))).toBe(usual);
  });

  it('takes of one article what it takes of all by the number of lines', () => {
    expect(usualPiecesOfArticle(ordersOf([120, 80], 4))).toBe(20);
  });

  it('says how many orders reach both amounts', () => {
    const reached = ordersReaching(ordersOf([120, 80, 0, 200], 4), { pieces: 100, ofArticle: 40 });
    expect(reached).toEqual({ reaching: 1, of: 3 });
  });

  it('reaches an amount with two of three orders, loses it with fewer than one of four, and stays between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(1, 60, 99, 100, 101, 500), {
          minLength: 2,
          maxLength: NEWEST_KEPT - 1,
        }),
        (sizes) => {
          let isIn = false;
          for (let count = 2; count <= sizes.length; count += 1) {
            const some = sizes.slice(0, count);
            const recent = some.slice(-8);
            const share = recent.filter((size) => size >= LARGE).length / recent.length;
            if (share >= 2 / 3) isIn = true;
            else if (share < 1 / 4) isIn = false;
            expect(isReached(some), some.join(' ')).toBe(isIn);
          }
        },
      ),
    );
  });

  it('does not change with every order where large and small ones alternate', () => {
    for (const first of [LARGE, 1]) {
      const sizes = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? first : LARGE + 1 - first));
      const was = sizes.map((_, n) =>
        isReached(sizes.slice(Math.max(0, n + 1 - NEWEST_KEPT), n + 1)),
      );
      const changes = was.filter((one, n) => n > 0 && one !== was[n - 1]);
      expect(changes.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('the usual order of a customer who places large and small orders at random', () => {
  /** Of 100 orders, how many change whether the amount is reached. */
  function changesOf(reached: (sizes: readonly number[]) => boolean, seed: number): number {
    const random = openRandomSource(seed);
    const sizes = Array.from({ length: 3_000 }, () => (random.happens(0.5) ? LARGE : 1));
    const was = sizes.map((_, n) => reached(sizes.slice(Math.max(0, n + 1 - NEWEST_KEPT), n + 1)));
    const changes = was.filter((one, n) => n > NEWEST_KEPT && one !== was[n - 1]).length;
    return (changes / (sizes.length - NEWEST_KEPT)) * 100;
  }

  it('changes less than half as often as by the half of the newest eight', () => {
    const byHalf = (sizes: readonly number[]) =>
      sizes.slice(-8).filter((size) => size >= LARGE).length >= 4;
    const [held, plain] = [changesOf(isReached, 3), changesOf(byHalf, 3)];
    expect(plain).toBeGreaterThan(10);
    expect(held).toBeLessThan(plain / 2);
  });
});

describe('the newest orders', () => {
  it('are twenty, in whatever order they are received, and a cancelled one took nothing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(26).keys()], { minLength: 26 }), (order) => {
        const newest = order.reduce<OrderTaken[]>(
          (known, n) =>
            withOrder(
              known,
              null,
              orderSnapshot(n * DAY, {
                orderId: String(n),
                cancelledAt: n === 25 ? n * DAY : null,
                lines: [],
                pieces: n,
                lineCount: 1,
              }),
            ),
          [],
        );
        expect(newest.map(([id]) => Number(id))).toEqual(
          Array.from({ length: NEWEST_KEPT }, (_, n) => 25 - n),
        );
        expect(newest[0]).toEqual(['25', 25 * 86_400, 0, 0]);
        expect(newest[1]).toEqual(['24', 24 * 86_400, 24, 1]);
      }),
    );
  });
});
