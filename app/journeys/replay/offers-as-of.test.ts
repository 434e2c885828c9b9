import { describe, expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { blankOffer, type OfferContent } from '#app/offers/offer-content.ts';
import { cartEvent, STORY_START } from '#tests/fixtures/journey-story.ts';
import { replayedPerson, replayRules } from '#tests/fixtures/replayed-story.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { addCodes } from './add-codes.ts';
import { replayPerson } from './journey-replay.ts';
import type { CodeTotals } from './offered-code.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedOrder, ReplayedPerson } from './replayed-person.ts';

const JUNE = '2026-06-01';
const steps: Step[] = [
  { id: 'give', kind: 'offer', offer: 'ten-off', next: 'end', otherwise: 'none' },
  { id: 'end', kind: 'exit', reason: 'given' },
  { id: 'none', kind: 'exit', reason: 'not_given' },
];
const journey: Journey = triedJourney(steps);

function rulesWith(offer: Partial<OfferContent>, changed: Partial<ReplayRules> = {}): ReplayRules {
  const content = { ...blankOffer(), ...offer };
  const version = { key: 'ten-off', version: 1, digest: 'd', content };
  return replayRules(journey, { offers: new Map([['ten-off', version]]), ...changed });
}

function replay(
  rules: ReplayRules,
  changed: Partial<ReplayedPerson> = {},
  codes: Record<string, CodeTotals> = {},
) {
  const person = replayedPerson([cartEvent(STORY_START)], changed);
  const result = replayPerson(rules, person, codes);
  addCodes(codes, result.codes, person, rules);
  const [run] = result.runs;
  return { given: result.codes, codes, why: result.path.map(({ reason }) => reason), run };
}

function orderAt(placedAt: number, orderId = 'o'): ReplayedOrder {
  const one = { orderId, placedAt, isCancelled: false, minor: 5_000, currency: 'GBP' };
  return { ...one, contact: null };
}

describe('an offer in a replay', () => {
  test('is made, and costs what it would have taken off the next order while it is valid', () => {
    const orders = [orderAt(STORY_START + 9 * DAY, 'late'), orderAt(STORY_START + DAY)];
    const { given, codes } = replay(rulesWith({}), { orders });
    expect(given).toEqual([
      { offer: 'ten-off', at: STORY_START, month: JUNE, expiresAt: STORY_START + 7 * DAY },
    ]);
    expect(codes).toEqual({
      'ten-off': {
        issued: 1,
        used: 1,
        cost: { GBP: 500 },
        months: { [JUNE]: { issued: 1, costMinor: 500 } },
      },
    });
  });

  test('is not made soon after one that the person really got, and is after one that came later', () => {
    const soon = replay(rulesWith({}), { offeredAt: [STORY_START - 89 * DAY] });
    expect(soon).toMatchObject({ given: [], run: { endReason: 'not_given' } });
    expect(soon.why).toContain('cool_down');
    const later = replay(rulesWith({}), { offeredAt: [STORY_START + HOUR] });
    expect(later.given).toHaveLength(1);
  });

  test('is no retail offer for who was approved for wholesale by then', () => {
    const trade = replay(rulesWith({}), { approvedAt: STORY_START - HOUR });
    expect(trade.why).toContain('trade_buyer');
    expect(replay(rulesWith({}), { approvedAt: STORY_START + HOUR }).given).toHaveLength(1);
  });

  test('counts toward its budget what was given before the window and to people before', () => {
    const recentOrders = { orders: 0, discounted: 0 };
    const months = new Map([['ten-off', { issued: 1, costMinor: 0 }]]);
    const rules = rulesWith(
      { codesPerMonth: 2 },
      { offersBefore: { month: JUNE, months, recentOrders, marginPercent: null } },
    );
    const first = replay(rules);
    expect(first.given).toHaveLength(1);
    const second = replay(rules, {}, first.codes);
    expect(second.given).toEqual([]);
    expect(second.why).toContain('budget_spent');
    const other = {
      ...rules,
      offersBefore: { month: '2026-05-01', months, recentOrders, marginPercent: null },
    };
    expect(replay(other, {}, first.codes).given).toHaveLength(1);
  });

  test('that is for one use of a customer is not made again to who used a code by then', () => {
    const rules = rulesWith({ oncePerCustomer: true });
    const version = 'ten-off@1';
    const before = replay(rules, { usedOffers: [{ version, at: STORY_START - HOUR }] });
    expect(before.why).toContain('already_used');
    const later = replay(rules, { usedOffers: [{ version, at: STORY_START + HOUR }] });
    expect(later.given).toHaveLength(1);
  });

  test('is not made where the margin is below its floor, or not known', () => {
    const recentOrders = { orders: 0, discounted: 0 };
    const known = { month: JUNE, months: new Map<string, never>(), recentOrders };
    const made = (marginPercent: number | null) =>
      replay(rulesWith({ marginFloorPercent: 30 }, { offersBefore: { ...known, marginPercent } }));
    expect(made(60).given).toHaveLength(1);
    expect(made(31).given).toEqual([]);
    expect(made(null).given).toEqual([]);
  });

  test('is not made where enough of the orders before the window had a discount', () => {
    const offersBefore = {
      month: JUNE,
      months: new Map<string, never>(),
      recentOrders: { orders: 100, discounted: 30 },
      marginPercent: null,
    };
    expect(replay(rulesWith({}, { offersBefore })).why).toContain('share_of_orders');
  });
});
