import { expect, test } from 'vitest';
import { abandonedCartJourney } from '#app/journeys/gallery/abandoned-cart.ts';
import { postPurchaseJourney } from '#app/journeys/gallery/post-purchase.ts';
import type { RankedReplay } from '#app/journeys/replay/replay-record.ts';
import { emptyTotals } from '#app/journeys/replay/replay-totals.ts';
import { rankingOf } from './opportunities.ts';

const GALLERY = [abandonedCartJourney, postPurchaseJourney];

function replay(
  journeyKey: string,
  minor: number,
  changed: Partial<RankedReplay> = {},
): RankedReplay {
  const totals = emptyTotals();
  totals.people = 12;
  totals.entered = 10;
  totals.steps = { mail: { sent: 8, skipped: {}, deferred: {}, waiting: 0 } };
  totals.followed = {
    orders: 2,
    people: 2,
    minor: { GBP: minor, EUR: 99_999 },
    draws: { GBP: Array.from({ length: 101 }, (_, n) => n * 10) },
  };
  return {
    journeyKey,
    days: 90,
    state: 'done',
    peopleTotal: 20,
    peopleDone: 20,
    problem: null,
    requestedAt: 5,
    totals,
    ...changed,
  };
}

function rank(replays: RankedReplay[]) {
  return rankingOf(replays, GALLERY, 'GBP', (key) => key === 'post-purchase');
}

test('opportunities are ranked by revenue in the currency of the shop, with its interval', () => {
  const ranking = rank([replay('abandoned-basket', 400), replay('post-purchase', 900)]);
  expect(ranking).toMatchObject({ requestedAt: 5, days: 90, isRunning: false, isCancelled: false });
  expect(ranking?.opportunities).toMatchObject([
    { key: 'post-purchase', minor: 900, low: 50, high: 950, isLive: true },
    { key: 'abandoned-basket', entered: 10, sent: 8, orders: 2, minor: 400, isLive: false },
  ]);
});

test('while one is under way the ranking says how many people were replayed over all', () => {
  const ranking = rank([
    replay('abandoned-basket', 1),
    replay('post-purchase', 0, { state: 'running', peopleDone: 5, totals: null }),
  ]);
  expect(ranking).toMatchObject({ isRunning: true, peopleDone: 25, progress: 0.625 });
  expect(ranking?.opportunities[1]).toMatchObject({ entered: 0, minor: 0, low: 0, high: 0 });
});

test('a journey of whose start nothing is stored is not ranked, unlike one that no one entered', () => {
  const [none, refused] = [emptyTotals(), { ...emptyTotals(), people: 3 }];
  const ranking = rank([
    replay('abandoned-basket', 0, { totals: none }),
    replay('post-purchase', 0, { totals: refused }),
  ]);
  expect(ranking?.unmet).toEqual([{ key: 'abandoned-basket', name: 'Abandoned cart' }]);
  expect(ranking?.opportunities.map(({ key }) => key)).toEqual(['post-purchase']);
  const running = replay('abandoned-basket', 0, { state: 'running', totals: none });
  expect(rank([running])?.unmet).toEqual([]);
});

test('a journey that the gallery has no more is left out, and without replays there is no ranking', () => {
  expect(rank([replay('gone', 1)])?.opportunities).toEqual([]);
  expect(rank([])).toBeNull();
});
