import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState } from '#app/profiles/profile-state.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { explainScore } from './explain.ts';
import { whereHolds } from './fit.ts';
import { retailModel } from './retail-model.ts';
import { scoreProfile } from './score.ts';

function history(at: number, count: number): DayBucket[] {
  const day = Math.floor(at / DAY);
  return [[day, count, at - day * DAY]];
}

const ann: ProfileState = {
  ...newProfile(NOON - 30 * DAY),
  email: { value: 'ann@example.com', at: NOON - DAY },
  signals: {
    product_viewed: history(NOON - 2 * DAY, 3),
    checkout_started: history(NOON - 90 * MINUTE, 1),
    reviewed_badly: history(NOON - 60 * DAY, 1),
  },
};

describe('an explanation', () => {
  it('traces every point to what it is for', () => {
    const { intent, fit, score } = explainScore(retailModel, ann, NOON, 'UTC');
    expect(intent.lines.map((line) => line.text)).toEqual([
      '3 product views, latest 2 days ago: +6.8 (half-life 5 days)',
      '1 checkout, latest 1 hour ago: +19.8 (half-life 5 days)',
      '1 bad review, latest 21 Mar 2026: −4 (half-life 60 days)',
    ]);
    expect(fit.lines.map((line) => line.text)).toEqual(['Email address known: +10']);
    expect(score.grade).toBe('C3');
  });

  it('says what would lift the grade, the least first', () => {
    expect(explainScore(retailModel, ann, NOON, 'UTC').gradeSuggestions).toEqual([
      '1 more product view (+3) lifts it to C2',
      '1 good review (+3) lifts it to C2',
      '1 banner click (+4) lifts it to C2',
      '1 email click (+6) lifts it to C2',
    ]);
  });

  it('says what time alone will do', () => {
    const { byTimeAlone } = explainScore(retailModel, ann, NOON, 'UTC');
    expect(byTimeAlone?.text).toBe('becomes C4 (in 6 days) if nothing else happens');
  });

  it('says when a signal is held at its cap', () => {
    const fan = { ...ann, signals: { product_viewed: history(NOON, 20) } };
    expect(explainScore(retailModel, fan, NOON, 'UTC').intent.lines[0]?.text).toBe(
      '20 product views, latest now: +24 (half-life 5 days, held at its cap of 24)',
    );
  });

  it('counts days as the shop does, as the rest of the page', () => {
    const evening = NOON - 38 * HOUR;
    const one = { ...ann, signals: { product_viewed: history(evening, 1) } };
    const latest = (timeZone: string) => explainScore(retailModel, one, NOON, timeZone);
    const textIn = (timeZone: string) => latest(timeZone).intent.lines[0]?.text;
    // On the second evening before in London, and on the next morning in Sydney.
    expect(textIn('Europe/London')).toMatch(/^1 product view, latest 2 days ago: /);
    expect(textIn('Australia/Sydney')).toMatch(/^1 product view, latest yesterday: /);
    for (const timeZone of ['Europe/London', 'Australia/Sydney'])
      expect(textIn(timeZone)).toContain(`latest ${formatRelativeTime(evening, NOON, timeZone)}:`);
  });

  it('of the past leaves out what came later', () => {
    const before = explainScore(retailModel, ann, NOON - DAY, 'UTC');
    expect(before.intent.lines.map((line) => line.text)).toEqual([
      '3 product views, latest yesterday: +7.8 (half-life 5 days)',
      '1 bad review, latest 21 Mar 2026: −4 (half-life 60 days)',
    ]);
  });

  it('has lines that sum to the total and the score of that moment, whatever the history', () => {
    fc.assert(
      fc.property(profiles, fc.integer({ min: -400 * DAY, max: 400 * DAY }), (state, offset) => {
        const { intent, fit, score } = explainScore(retailModel, state, NOON + offset, 'UTC');
        for (const part of [intent, fit]) {
          expect(part.lines.reduce((sum, line) => sum + line.points, 0)).toBe(part.total);
          expect(part.value).toBeCloseTo(Math.min(100, Math.max(0, part.total)), 2);
        }
        expect(score).toEqual(scoreProfile(retailModel, state, NOON + offset));
      }),
    );
  });

  it('promises only lifts that come true', () => {
    fc.assert(
      fc.property(profiles, fc.constantFrom(...retailModel.signals), (state, rule) => {
        const known = state.signals[rule.signal] ?? [];
        const once = [...history(NOON, 1), ...known];
        const after = { ...state, signals: { ...state.signals, [rule.signal]: once } };
        const promise = explainScore(retailModel, state, NOON, 'UTC').gradeSuggestions.find(
          (suggestion) =>
            [`1 ${rule.label.one} (`, `1 more ${rule.label.one} (`].some((text) =>
              suggestion.startsWith(text),
            ),
        );
        if (promise === undefined) return;
        expect(promise.slice(-2)).toBe(scoreProfile(retailModel, after, NOON).grade);
      }),
      { numRuns: 500 },
    );
  });

  it('counts with what a fact brings along, and leaves out what is far away', () => {
    const model = {
      ...retailModel,
      signals: [],
      fit: [
        ...retailModel.fit,
        {
          label: 'In Britain',
          when: { trait: 'country', is: 'one_of', values: ['GB'] },
          points: 20,
        },
        { label: 'A regular', when: { orders: 'kept', is: 'at_least', value: 9 }, points: 50 },
      ] satisfies typeof retailModel.fit,
    };
    // A country lifts by being known too, the second order by being one more than the first.
    expect(explainScore(model, ann, NOON, 'UTC').gradeSuggestions).toEqual([
      '"In Britain" (+23) lifts it to B4',
      '"Has ordered again" (+25) lifts it to B4',
      '"Has ordered three times" (+32) lifts it to B4',
      '"Has ordered four times" (+37) lifts it to A4',
    ]);
  });

  it('promises only facts that lift when they come true', () => {
    fc.assert(
      fc.property(profiles, fc.constantFrom(...retailModel.fit), (state, rule) => {
        const promise = explainScore(retailModel, state, NOON, 'UTC').gradeSuggestions.find(
          (suggestion) => suggestion.startsWith(`"${rule.label}"`),
        );
        if (promise === undefined) return;
        const after = whereHolds(rule.when, state, NOON);
        expect(promise.slice(-2)).toBe(scoreProfile(retailModel, after, NOON).grade);
      }),
      { numRuns: 500 },
    );
  });
});
