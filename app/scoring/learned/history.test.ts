import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ConsentState } from '#app/events/event.ts';
import { SIGNALS } from '#app/profiles/profile.ts';
import { retailModel } from '../retail-model.ts';
import { scoreProfile } from '../score.ts';
import { examplesOf } from './examples.ts';
import { featuresOf, scoreOfValues, valuesOf } from './features.ts';
import { momentDays, outcomeAfter, stateAt, type History } from './history.ts';

const TODAY = 20_700;
const ID = idOf('profile', 'email', 'ann@example.com');

const days = fc.integer({ min: TODAY - 400, max: TODAY - 1 });
const moments = fc.integer({ min: (TODAY - 400) * DAY, max: TODAY * DAY - 1 });

const histories: fc.Arbitrary<History> = fc.record({
  profileId: fc.constant(ID),
  days: fc.uniqueArray(
    fc.record({
      signal: fc.constantFrom(...SIGNALS),
      day: days,
      count: fc.integer({ min: 1, max: 5 }),
      lastMs: fc.integer({ min: 0, max: DAY - 1 }),
    }),
    { maxLength: 40, selector: ({ signal, day }) => `${signal} ${String(day)}` },
  ),
  consents: fc.array(
    fc.record({
      channel: fc.constantFrom<'email' | 'sms'>('email', 'sms'),
      state: fc.constantFrom<ConsentState>('subscribed', 'unsubscribed', 'invalid'),
      at: moments,
    }),
    { maxLength: 4 },
  ),
  orders: fc.array(
    fc
      .record({ placedAt: moments, days: fc.option(fc.integer({ min: 0, max: 60 })) })
      .map(({ placedAt, days: after }) => ({
        placedAt,
        cancelledAt: after === null ? null : placedAt + after * DAY,
      })),
    { maxLength: 5 },
  ),
});

/** What of a history was known at the first moment of a day. */
function knownAt(history: History, day: number): History {
  const at = day * DAY;
  return {
    ...history,
    days: history.days.filter((one) => one.day < day),
    consents: history.consents.filter((one) => one.at < at),
    orders: history.orders
      .filter(({ placedAt }) => placedAt < at)
      .map(({ placedAt, cancelledAt }) => ({
        placedAt,
        cancelledAt: cancelledAt !== null && cancelledAt < at ? cancelledAt : null,
      })),
  };
}

describe('what is known of a person at a past moment', () => {
  it('is the same whatever happened from that moment on', () => {
    fc.assert(
      fc.property(histories, days, (history, day) => {
        expect(stateAt(history, day)).toEqual(stateAt(knownAt(history, day), day));
      }),
    );
  });

  it('gives the score that the person had, as far as it comes from rules whose past is known', () => {
    const features = featuresOf(retailModel);
    const known = {
      ...retailModel,
      signals: retailModel.signals,
      fit: features.flatMap((feature) => (feature.kind === 'fit' ? [feature.rule] : [])),
    };
    fc.assert(
      fc.property(histories, days, (history, day) => {
        const state = stateAt(history, day);
        const values = valuesOf(features, retailModel, state, day * DAY);
        expect(scoreOfValues(features, retailModel, values)).toBe(
          scoreProfile(known, state, day * DAY).score,
        );
      }),
    );
  });

  it('leaves out what the shop did and what is only known of today', () => {
    const named = featuresOf({
      ...retailModel,
      signals: [
        ...retailModel.signals,
        {
          signal: 'mail_sent',
          label: { one: 'mail sent', many: 'mails sent' },
          points: 1,
          cap: 5,
          halfLifeDays: 5,
        },
      ],
    }).map(({ kind, rule }) => (kind === 'fit' ? rule.label : rule.signal));
    expect(named).not.toContain('mail_sent');
    expect(named).not.toContain('E-mail address known');
    expect(named).toContain('Subscribed to e-mail');
    expect(named).toContain('cart_changed');
  });
});

describe('the moments of a person', () => {
  it('are 30 days apart, each with an outcome that is known', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 400 }), (id, length) => {
        const found = momentDays(id, TODAY - length, TODAY);
        for (const [place, day] of found.entries()) {
          expect(day + 30).toBeLessThanOrEqual(TODAY);
          expect(day).toBeGreaterThanOrEqual(TODAY - length);
          if (place > 0) expect((found[place - 1] ?? 0) - day).toBe(30);
        }
        expect(found.length).toBeGreaterThanOrEqual(Math.floor((length - 60) / 30));
        expect(momentDays(id, TODAY - length, TODAY)).toEqual(found);
      }),
    );
  });

  it('are those at which the person was seen in the 90 days before', () => {
    const [last = 0] = momentDays(ID, TODAY - 400, TODAY);
    const seen: History = {
      profileId: ID,
      days: [{ signal: 'product_viewed', day: last - 91, count: 1, lastMs: 0 }],
      consents: [],
      orders: [],
    };
    const features = featuresOf(retailModel);
    const looked = examplesOf(features, retailModel, seen, TODAY - 400, TODAY);
    expect(looked.map(({ day }) => day)).toEqual([last - 30, last - 60, last - 90]);
    const mailed: History = {
      ...seen,
      days: [{ signal: 'mail_sent', day: last - 2, count: 1, lastMs: 0 }],
    };
    expect(examplesOf(features, retailModel, mailed, TODAY - 400, TODAY)).toEqual([]);
  });
});

describe('the outcome of a moment', () => {
  const at = TODAY * DAY;
  it.each<[string, History['orders'], 0 | 1]>([
    ['no order', [], 0],
    ['an order at that moment', [{ placedAt: at, cancelledAt: null }], 1],
    ['an order just before', [{ placedAt: at - 1, cancelledAt: null }], 0],
    ['an order in the last hour', [{ placedAt: at + 30 * DAY - HOUR, cancelledAt: null }], 1],
    ['an order after 30 days', [{ placedAt: at + 30 * DAY, cancelledAt: null }], 0],
    ['an order that was cancelled', [{ placedAt: at + DAY, cancelledAt: at + 40 * DAY }], 0],
  ])('of %s', (_, orders, expected) => {
    expect(outcomeAfter({ profileId: ID, days: [], consents: [], orders }, TODAY)).toBe(expected);
  });
});
