import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordedDays } from '#tests/fixtures/orders/held-back.ts';
import { simulateShop } from '#tests/fixtures/orders/simulated-shop.ts';
import { dayNumberIn } from '#app/lib/shop-day.ts';
import { SeasonClock, weekOfYear, WEEKS_OF_YEAR } from './season-clock.ts';
import { seasonOf } from './season.ts';

const FIRST = dayNumberIn(Date.UTC(2023, 0, 2), 'UTC');
/** The customers of simulated shops, roughly. */
const MODEL = { r: 0.6, alpha: 6, a: 0.5, b: 3, stopsAtFirst: true };

/** The season of a simulated shop after so many days. */
function seasonAfter(days: number, customers: number, level: (day: number) => number) {
  const shop = new RecordedDays(
    simulateShop(
      { days, customers, level: (day) => level(FIRST + day) },
      { seed: 7, first: FIRST },
    ),
  );
  return seasonOf(shop.counts(), MODEL, Math.floor((FIRST + days) / 7));
}

function peakInAutumn(day: number): number {
  return weekOfYear(day) >= 42 && weekOfYear(day) < 49 ? 1.5 : 1;
}

describe('The season of a shop', () => {
  it('is what came of repeat orders by week of the year, beside what its customers let expect', () => {
    const season = seasonAfter(800, 5_000, peakInAutumn) ?? [];
    expect(season).toHaveLength(WEEKS_OF_YEAR);
    const mean = (from: number, to: number) =>
      season.slice(from, to).reduce((sum, one) => sum + one, 0) / (to - from);
    expect(mean(42, 49) / mean(0, 42)).toBeGreaterThan(1.35);
    expect(mean(42, 49) / mean(0, 42)).toBeLessThan(1.6);
    expect(mean(0, WEEKS_OF_YEAR)).toBeCloseTo(1, 10);
  });

  it('is no growth of a shop, and no chance', () => {
    for (const level of [() => 1, (day: number) => Math.exp((day - FIRST) / 600)]) {
      const season = seasonAfter(800, 5_000, level) ?? [];
      expect(season).toHaveLength(WEEKS_OF_YEAR);
      for (const one of season) expect(Math.abs(one - 1)).toBeLessThan(0.2);
    }
  });

  it('is not known of less than a year, nor of fewer than ten repeat orders a week', () => {
    expect(seasonAfter(360, 5_000, peakInAutumn)).toBeNull();
    expect(seasonAfter(800, 100, peakInAutumn)).toBeNull();
    expect(seasonOf([], MODEL, 2_800)).toBeNull();
  });
});

describe('The clock of a season', () => {
  const days = fc.integer({ min: 11_000, max: 25_000 });
  const weeks = fc.integer({ min: 0, max: 120 });
  const seasons = fc
    .array(fc.double({ min: 0.2, max: 3, noNaN: true }), {
      minLength: WEEKS_OF_YEAR,
      maxLength: WEEKS_OF_YEAR,
    })
    .map((drawn) => drawn.map((one) => (one * WEEKS_OF_YEAR) / drawn.reduce((a, b) => a + b, 0)));

  it('goes on always, and back to the calendar as many weeks as it went', () => {
    fc.assert(
      fc.property(seasons, days, weeks, (season, day, horizon) => {
        const clock = new SeasonClock(season);
        expect(clock.at(day + 1)).toBeGreaterThan(clock.at(day));
        expect(clock.calendarWeeks(day, clock.weeksFrom(day, horizon))).toBeCloseTo(horizon, 0);
      }),
      { numRuns: 20 },
    );
  });

  it('has every season once in 12 months, whenever they begin', () => {
    const clock = new SeasonClock(
      Array.from({ length: WEEKS_OF_YEAR }, (_, week) => (week >= 42 && week < 49 ? 1.45 : 0.93)),
    );
    fc.assert(
      fc.property(days, (day) => {
        expect(clock.weeksFrom(day, 365 / 7)).toBeGreaterThan(51.5);
        expect(clock.weeksFrom(day, 365 / 7)).toBeLessThan(52.5);
      }),
    );
  });

  it('without a season is that of the calendar', () => {
    fc.assert(
      fc.property(days, weeks, (day, horizon) => {
        const clock = new SeasonClock(null);
        expect(clock.weeksFrom(day, horizon)).toBeCloseTo(horizon, 9);
        expect(clock.calendarWeeks(day, horizon)).toBe(horizon);
      }),
    );
  });
});
