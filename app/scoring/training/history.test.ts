import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ConsentState, EventPayload } from '#app/events/event.ts';
import { retailModel } from '../retail-model.ts';
import { scoreProfile } from '../score.ts';
import { examplesOf } from './examples.ts';
import { featuresOf, scoreBy, valuesOf } from './features.ts';
import {
  isInPlay,
  momentBefore,
  momentDays,
  outcomeFrom,
  stateBefore,
  type History,
} from './history.ts';

const TODAY = 20_700;
const ID = idOf('profile', 'email', 'ann@example.com');

const days = fc.integer({ min: TODAY - 400, max: TODAY - 1 });
const moments = fc.integer({ min: (TODAY - 400) * DAY, max: TODAY * DAY - 1 });

const payloads: fc.Arbitrary<EventPayload> = fc.oneof(
  fc.constantFrom<EventPayload>(
    { kind: 'page.viewed', page: '/' },
    { kind: 'product.viewed', productId: '1' },
    { kind: 'mail.clicked', effectKey: 'e', url: '/' },
    { kind: 'mail.sent', effectKey: 'e', template: 't' },
    { kind: 'review.submitted', rating: 1, productId: null },
    { kind: 'customer.changed' },
  ),
  fc.uuid().map((orderId): EventPayload => ({ kind: 'order.placed', orderId, name: '#1' })),
  fc
    .constantFrom<ConsentState>('subscribed', 'unsubscribed', 'invalid')
    .map((state): EventPayload => ({
      kind: 'consent.changed',
      channel: 'email',
      address: 'ann@example.com',
      state,
      evidence: 'act',
      source: 'shopify',
      wording: null,
      page: null,
    })),
);

const histories: fc.Arbitrary<History> = fc.record({
  profileId: fc.constant(ID),
  firstSeenAt: fc.constant((TODAY - 400) * DAY),
  events: fc.array(
    fc.tuple(moments, payloads, fc.boolean()).map(([at, payload, hasTraits]) => ({
      at,
      payload,
      traits: hasTraits ? { at, email: 'known', country: 'GB' } : null,
    })),
    { maxLength: 40 },
  ),
  keptOrders: fc.array(moments, { maxLength: 5 }),
});

describe('what is known of a person at a past moment', () => {
  it('is the same whatever happened from that moment on', () => {
    fc.assert(
      fc.property(histories, histories, days, (history, other, day) => {
        const before = history.events.filter(({ at }) => at < day * DAY);
        const after = other.events.filter(({ at }) => at >= day * DAY);
        const changed = { ...history, events: [...before, ...after], keptOrders: [] };
        expect(stateBefore(changed, day)).toEqual(stateBefore(history, day));
        expect(isInPlay(changed, day)).toBe(isInPlay(history, day));
      }),
    );
  });

  it('gives the score that the person had then, by the model in use and by another with its half-lives', () => {
    const features = featuresOf(retailModel);
    const other = {
      ...retailModel,
      intentShare: 0.4,
      signals: retailModel.signals.map((rule) => ({
        ...rule,
        points: -2 * rule.points,
        cap: rule.cap / 2,
      })),
    };
    fc.assert(
      fc.property(histories, days, (history, day) => {
        const state = stateBefore(history, day);
        const values = valuesOf(features, retailModel, state, momentBefore(day));
        expect(scoreBy(features, retailModel)(values)).toBe(
          scoreProfile(retailModel, state, momentBefore(day)).score,
        );
        expect(scoreBy(features, other)(values)).toBe(
          scoreProfile(other, state, momentBefore(day)).score,
        );
      }),
    );
  });

  it('leaves out what the shop itself did', () => {
    const [rule] = retailModel.signals;
    const withOwn = rule
      ? { ...retailModel, signals: [rule, { ...rule, signal: 'mail_sent' as const }] }
      : retailModel;
    expect(
      featuresOf(withOwn).flatMap((one) => (one.kind === 'signal' ? [one.rule.signal] : [])),
    ).toEqual([rule?.signal]);
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
    const features = featuresOf(retailModel);
    const exampleDays = (payload: EventPayload, at: number) =>
      examplesOf(
        features,
        retailModel,
        {
          profileId: ID,
          firstSeenAt: at,
          events: [{ at, payload, traits: null }],
          keptOrders: [],
        },
        { from: TODAY - 400, until: TODAY, recordFrom: TODAY - 400 },
      ).map(({ day }) => day);
    const view: EventPayload = { kind: 'product.viewed', productId: '1' };
    expect(exampleDays(view, (last - 91) * DAY)).toEqual([last - 30, last - 60, last - 90]);
    expect(exampleDays({ kind: 'mail.sent', effectKey: 'e', template: 't' }, last * DAY)).toEqual(
      [],
    );
  });
});

describe('the outcome of a moment', () => {
  const at = TODAY * DAY;
  it.each<[string, number[], 0 | 1]>([
    ['no order', [], 0],
    ['an order at the first moment of the day', [at], 1],
    ['an order just before', [at - 1], 0],
    ['an order in the last hour', [at + 30 * DAY - HOUR], 1],
    ['an order after 30 days', [at + 30 * DAY], 0],
    ['one before and one within', [at - DAY, at + DAY], 1],
  ])('of %s', (_, keptOrders, expected) => {
    expect(outcomeFrom({ profileId: ID, firstSeenAt: 0, events: [], keptOrders }, TODAY)).toBe(
      expected,
    );
  });
});
