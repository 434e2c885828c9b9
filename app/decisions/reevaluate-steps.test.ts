import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { enterStep } from '#app/journeys/enter-step.ts';
import { blankStep, STEP_KINDS, type Step } from '#app/journeys/steps/registry.ts';
import type { Until } from '#app/journeys/steps/until.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { blankOffer, type OfferContent } from '#app/offers/offer-content.ts';
import type { OfferPerson, OfferShop } from '#app/offers/may-offer.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { answerPredicate } from '#app/segments/answer-predicate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { profiles } from '#tests/arbitraries/profile.ts';
import { cartEvent, JourneyStory, STORY_START } from '#tests/fixtures/journey-story.ts';
import { contextAt, runAt } from '#tests/fixtures/step-context.ts';
import { storedDecision } from '#tests/fixtures/stored-decision.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { reevaluate } from './reevaluate.ts';

const AT = Date.UTC(2026, 5, 1, 10);
const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };

/** What a run decides that comes to the first step of a journey. */
function decidedAt(journey: Journey, context: StepContext) {
  const run = runAt(journey.first, { visit: 0, profileId: 'ada' });
  return enterStep(journey, run, journey.first, AT, context).decisions;
}

/** What a person at whom predicates are asked is known by. */
const contexts = fc
  .record({ person: profiles, zone: fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'UTC') })
  .map(({ person, zone }): StepContext => {
    return { ...contextOf(person), zones: { shop: 'UTC', person: zone } };
  });

function contextOf(person: ProfileState): StepContext {
  const facts = segmentFacts(retailModel, person, null);
  const holds: StepContext['holds'] = (predicate, at) => answerPredicate(predicate, facts, at);
  return contextAt(AT, { person, holds });
}

/** A step of each kind that decides something, filled at random; each leads to the end. */
const decidingSteps: fc.Arbitrary<Step> = fc.oneof(
  fc.array(predicates, { minLength: 1, maxLength: 4 }).map((asked): Step => ({
    id: 'step',
    kind: 'multi_branch',
    paths: asked.map((when) => ({ label: '', when, next: 'end' })),
    otherwise: 'end',
  })),
  fc.integer({ min: 1, max: 99 }).map((percent): Step => ({
    id: 'step',
    kind: 'split',
    variants: [
      { label: '', percent, next: 'end' },
      { label: '', percent: 100 - percent, next: 'end' },
    ],
  })),
  fc
    .integer({ min: 1, max: 99 })
    .map((percent): Step => ({ id: 'step', kind: 'holdout', percent, next: 'end' })),
  fc
    .constantFrom('go_on' as const, 'end' as const)
    .map((then): Step => ({ id: 'step', kind: 'goal', name: 'Came back', then, next: 'end' })),
  fc
    .record({
      until: fc.constantFrom<Until>(
        { by: 'time_of_day', time: '09:30', weekdays: [1, 5] },
        { by: 'date', date: '2026-03-01', time: '09:30' },
        { by: 'date', date: '2026-09-01', time: '09:30' },
      ),
      zone: fc.constantFrom('person' as const, 'shop' as const),
    })
    .map((chosen): Step => ({ id: 'step', kind: 'wait_until', ...chosen, next: 'end' })),
  fc
    .constantFrom('', 'vip')
    .map((tag): Step => ({ id: 'step', kind: 'tag', change: 'add', tag, next: 'end' })),
);

test('what a step decides of a run that comes to it is decided again from the row', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(decidingSteps, contexts, (step, context) => {
      const journey = triedJourney([step, end]);
      for (const decision of decidedAt(journey, context)) {
        seen[decision.outcome] = (seen[decision.outcome] ?? 0) + 1;
        expect([decision, reevaluate(storedDecision(decision), journey)]).toEqual([
          decision,
          { same: true },
        ]);
      }
    }),
    { numRuns: 2_000 },
  );
  for (const outcome of [
    'path_1',
    'otherwise',
    'variant_1',
    'variant_2',
    'held_out',
    'not_held_out',
    'goal_reached',
    'waits_until',
    'moment_passed',
    'skipped',
    'ended',
  ])
    expect(seen[outcome], outcome).toBeGreaterThan(5);
});

test.each(STEP_KINDS)(
  'a new step of the kind %s decides nothing that its row cannot say again',
  (kind) => {
    const journey = triedJourney([blankStep(kind, 'step', 'end'), end]);
    for (const decision of decidedAt(journey, contextOf(newProfile(AT))))
      expect(reevaluate(storedDecision(decision), journey)).toEqual({ same: true });
  },
);

test('a wait by another zone, or a split in other shares, is decided otherwise', () => {
  const wait: Step & { kind: 'wait_until' } = {
    id: 'step',
    kind: 'wait_until',
    until: { by: 'date', date: '2026-06-01', time: '11:30' },
    zone: 'person',
    next: 'end',
  };
  const zones = { shop: 'UTC', person: 'Europe/Berlin' };
  const [passed] = decidedAt(triedJourney([wait, end]), contextAt(AT, { zones }));
  if (!passed) throw new Error('Nothing was decided.');
  expect(passed.outcome).toBe('moment_passed');
  const byShop = triedJourney([{ ...wait, zone: 'shop' }, end]);
  expect(reevaluate(storedDecision(passed), byShop)).toEqual({
    same: false,
    now: 'waits_until',
    because: 'step',
  });
});

describe('offers', () => {
  const days = fc.integer({ min: 0, max: 60 });
  const past = fc.option(days.map((ago) => AT - ago * DAY));
  const contents = fc
    .record({
      audience: fc.constantFrom('retail' as const, 'trade' as const),
      who: predicates,
      coolDownDays: days,
      daysAfterOrder: days,
      codesPerMonth: fc.option(fc.integer({ min: 0, max: 20 })),
      mostDiscountedPercent: fc.option(fc.integer({ min: 1, max: 60 })),
      marginFloorPercent: fc.option(fc.integer({ min: 1, max: 60 })),
    })
    .map((chosen): OfferContent => ({ ...blankOffer(), ...chosen }));
  const people = fc.record({
    isTrade: fc.boolean(),
    lastOfferedAt: past,
    lastOrderedAt: past,
    hasUsed: fc.boolean(),
  });
  const shops = fc.record({
    codesThisMonth: fc.integer({ min: 0, max: 20 }),
    costThisMonthMinor: fc.constant(0),
    recentOrders: fc.record({
      orders: fc.integer({ min: 0, max: 50 }),
      discounted: fc.integer({ min: 0, max: 50 }),
    }),
    marginPercent: fc.option(fc.integer({ min: 5, max: 70 })),
  });
  const step: Step = { id: 'step', kind: 'offer', offer: 'ten', next: 'end', otherwise: 'end' };
  const journey = triedJourney([step, end]);

  function offersTo(
    context: StepContext,
    offer: OfferVersion,
    known: { person: Omit<OfferPerson, 'meetsConditions'>; shop: OfferShop },
  ): StepContext {
    const find = (key: string) => (key === offer.key ? offer : undefined);
    const hasUsed = () => known.person.hasUsed;
    return { ...context, offers: { find, person: known.person, hasUsed, shop: () => known.shop } };
  }

  test('whether an offer is made is decided again by its version and what was known then', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(contexts, contents, people, shops, (context, content, person, shop) => {
        const offer = { key: 'ten', version: 3, digest: '', content };
        const [decision] = decidedAt(journey, offersTo(context, offer, { person, shop }));
        if (!decision) throw new Error('Nothing was decided.');
        seen[decision.reason] = (seen[decision.reason] ?? 0) + 1;
        const row = storedDecision(decision);
        expect([decision, reevaluate(row, journey, offer)]).toEqual([decision, { same: true }]);
        expect(reevaluate(row, journey, null)).toEqual({ cannot: 'definition_gone' });
      }),
      { numRuns: 2_000 },
    );
    for (const reason of [
      'may_offer',
      'trade_buyer',
      'not_in_audience',
      'cool_down',
      'recent_order',
    ])
      expect(seen[reason], reason).toBeGreaterThan(5);
  });

  test('another version of the offer may say otherwise, and one that was gone is gone still', () => {
    const offer = { key: 'ten', version: 3, digest: '', content: blankOffer() };
    const known = {
      person: { isTrade: false, lastOfferedAt: AT - 2 * DAY, lastOrderedAt: null, hasUsed: false },
      shop: {
        codesThisMonth: 0,
        costThisMonthMinor: 0,
        recentOrders: { orders: 0, discounted: 0 },
        marginPercent: null,
      },
    };
    const context = contextAt(AT, { holds: () => ({ holds: true, why: [], facts: {}, read: {} }) });
    const [refused] = decidedAt(journey, offersTo(context, offer, known));
    const [gone] = decidedAt(journey, context);
    if (!refused || !gone) throw new Error('Nothing was decided.');
    const patient = { ...offer, content: { ...offer.content, coolDownDays: 1 } };
    expect(reevaluate(storedDecision(refused), journey, patient)).toEqual({
      same: false,
      now: 'offered',
      because: 'may_offer',
    });
    expect(reevaluate(storedDecision(gone), journey, null)).toEqual({ same: true });
  });
});

test('whether another journey started is decided again, for a step and for a member of staff', () => {
  const asks = triedJourney([
    { id: 'step', kind: 'start_journey', journey: 'help', next: 'end' },
    end,
  ]);
  const help = triedJourney([{ id: 'wait', kind: 'wait', ms: DAY, next: 'end' }, end], {
    key: 'help',
    trigger: { on: 'manual' },
  });
  const story = new JourneyStory({ model: retailModel, timeZone: 'UTC', journeys: [asks, help] });
  story.receive(cartEvent(STORY_START)).receive(cartEvent(STORY_START + HOUR, { token: 'c2' }));
  story.ask(
    { kind: 'start', key: 'a', journeyKey: 'help', profileId: story.profileId },
    STORY_START + 2 * HOUR,
  );
  const seen = story.decisions.map((decision) => {
    const journey = decision.rule === 'help@1' ? help : decision.rule === 'tried@1' ? asks : null;
    return [decision.outcome, decision.rule, reevaluate(storedDecision(decision), journey)];
  });
  for (const [outcome, rule] of [
    ['journey_started', 'tried@1'],
    ['journey_not_started', 'tried@1'],
    ['not_entered', 'help@1'],
    ['journey_not_started', 'staff@1'],
  ])
    expect(seen).toContainEqual([outcome, rule, { same: true }]);
  const other: Step = { id: 'step', kind: 'start_journey', journey: 'other', next: 'end' };
  const started = story.decisions.find(({ outcome }) => outcome === 'journey_started');
  if (!started) throw new Error('Nothing was started.');
  expect(reevaluate(storedDecision(started), triedJourney([other, end]))).toMatchObject({
    same: false,
  });
});

test('a person of whom only what was read is known is no customer by chance', () => {
  const tag: Step = { id: 'step', kind: 'tag', change: 'add', tag: 'vip', next: 'end' };
  const [skipped] = decidedAt(triedJourney([tag, end]), contextAt(AT, { person: newProfile(AT) }));
  if (!skipped) throw new Error('Nothing was decided.');
  expect(skipped.reason).toBe('no_customer');
  const task: Step = {
    id: 'step',
    kind: 'metafield',
    namespace: '',
    key: '',
    type: 'single_line_text_field',
    value: '',
    next: 'end',
  };
  expect(reevaluate(storedDecision(skipped), triedJourney([task, end]))).toEqual({ same: true });
  const { input: _input, ...before } = skipped;
  expect(reevaluate(storedDecision(before), triedJourney([tag, end]))).toEqual({
    cannot: 'not_stored',
  });
});
