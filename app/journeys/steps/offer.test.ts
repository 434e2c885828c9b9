import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { blankOffer, type OfferContent } from '#app/offers/offer-content.ts';
import { noLoadedOffers, offerLookup, type LoadedOffers } from '#app/offers/offer-lookup.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import type { Run } from '#app/journeys/run.ts';
import { offerHandler, type OfferStep } from './offer.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const step: OfferStep = {
  id: 'give',
  kind: 'offer',
  offer: 'ten-off',
  next: 'mail',
  otherwise: 'end',
};
const run: Run = {
  id: 'run',
  journeyKey: 'tried',
  journeyVersion: 1,
  profileId: 'ada',
  dedupeKey: 'ada',
  state: 'active',
  stepId: 'give',
  visit: 1,
  context: { subject: 'person' },
  enteredAt: NOW,
  wakeAt: null,
  endedAt: null,
  endReason: null,
};

/** What the step decides on. */
function contextWith({
  offer = {},
  person = {},
  loaded = {},
  isLive = true,
}: {
  offer?: Partial<OfferContent>;
  person?: Partial<ProfileState>;
  loaded?: Partial<LoadedOffers>;
  isLive?: boolean;
}): StepContext {
  const content = { ...blankOffer(), ...offer };
  const version = { key: 'ten-off', version: 3, digest: '', content };
  const known = { ...newProfile(NOW - 400 * DAY), ...person };
  const live = new Map(isLive ? [['ten-off', version]] : []);
  return {
    now: NOW,
    zones: { shop: 'UTC', person: 'UTC' },
    person: known,
    facts: { carts: new Map(), purchases: new Map() },
    holds: () => ({
      holds: known.locale === null,
      why: ['language'],
      facts: { language: 'en' },
      read: {},
    }),
    isIn: () => false,
    offers: offerLookup(live, { ...noLoadedOffers(), ...loaded }, 'ada', known),
  };
}

function enter(context: StepContext, at = NOW) {
  const ofStep = { key: 'tried', rule: 'tried@1', longestWait: () => 0 };
  return offerHandler.enter(step, run, at, context, ofStep);
}

test('who may get the offer gets a code that holds from the moment of deciding, and goes on to the mail', () => {
  const result = enter(contextWith({ offer: { expiresAfterHours: 48 } }), NOW - HOUR);
  expect(result.outcome).toEqual({ kind: 'next', stepId: 'mail', at: NOW - HOUR });
  expect(result.effects).toEqual([
    {
      key: 'run:give:1',
      kind: 'issue_code',
      profileId: 'ada',
      runId: 'run',
      dueAt: NOW - HOUR,
      payload: {
        offer: 'ten-off',
        version: 3,
        isDiscount: true,
        expiresAt: NOW + 48 * HOUR,
      },
    },
  ]);
  expect(result.decisions).toMatchObject([
    {
      outcome: 'offered',
      reason: 'may_offer',
      effectKey: 'run:give:1',
      facts: { offer: 'ten-off@3', trade_buyer: false, language: 'en' },
    },
  ]);
});

test.each<[string, Parameters<typeof contextWith>[0], string]>([
  ['a trade buyer', { person: { companies: [['7', 1, 1]] } }, 'trade_buyer'],
  ['an approved applicant', { loaded: { approved: new Set(['ada']) } }, 'trade_buyer'],
  [
    'who does not meet the conditions',
    { person: { locale: { value: 'fr', at: 1 } } },
    'not_in_audience',
  ],
  [
    'who got an offer lately',
    { loaded: { lastOfferedAt: new Map([['ada', NOW - DAY]]) } },
    'cool_down',
  ],
  [
    'a spent budget',
    {
      offer: { codesPerMonth: 1 },
      loaded: { months: new Map([['ten-off', { issued: 1, costMinor: 0 }]]) },
    },
    'budget_spent',
  ],
  ['an offer that is archived', { isLive: false }, 'offer_gone'],
])('%s: nothing is offered, why is recorded, and the run goes on without', (_, given, reason) => {
  const result = enter(contextWith(given));
  expect(result.effects ?? []).toEqual([]);
  expect(result.outcome).toEqual({ kind: 'next', stepId: 'end', at: NOW });
  expect(result.decisions).toMatchObject([{ outcome: 'not_offered', reason, effectKey: null }]);
});

test('a shop without any offer of journeys offers nothing', () => {
  const { offers: _offers, ...context } = contextWith({});
  expect(enter(context).decisions).toMatchObject([{ reason: 'offer_gone' }]);
});

test('the same decision made twice is one effect and one row', () => {
  const [first, again] = [enter(contextWith({})), enter(contextWith({}))];
  expect(again).toEqual(first);
});
