import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import type { Trigger } from '#app/journeys/triggers/registry.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { READY_SEGMENTS } from '#app/segments/ready/ready-segments.ts';
import { COVERAGE_STAGES, type CoverageStage } from './coverage-stage.ts';
import { coverageStages } from './coverage-stages.ts';
import { stagesOfJourney } from './journey-stages.ts';

const ANYONE: Predicate = { all: [] };

/** What starts a journey, and the stages that it is for. */
const BY_TRIGGER: [Trigger, CoverageStage[]][] = [
  [{ events: ['cart.changed', 'checkout.changed'], subject: 'basket' }, ['cart', 'checkout']],
  [{ events: ['product.viewed'], subject: 'person' }, ['browsing']],
  [{ events: ['consent.changed'], subject: 'person' }, ['subscriber']],
  [{ events: ['consent.changed'], subject: 'person', where: { consent: 'unsubscribed' } }, []],
  [{ events: ['order.placed'], subject: 'order' }, ['after_order']],
  [
    { events: ['order.placed'], subject: 'order', where: { firstOrder: true } },
    ['after_first_order'],
  ],
  [{ segment: 'at_risk', kind: 'entered' }, ['at_risk']],
  [{ segment: 'at_risk', kind: 'left' }, []],
  [{ segment: 'our_own', kind: 'entered' }, []],
  [{ on: 'date', field: 'next_order', direction: 'before', days: 3 }, ['repeat']],
  [{ on: 'date', field: 'last_order', direction: 'after', days: 200 }, ['lapsed']],
  [{ on: 'application', status: 'received' }, ['wholesale_applicant']],
  [{ on: 'application', status: 'approved' }, ['wholesale_buyer']],
  [{ on: 'score', direction: 'up', level: 'hot' }, []],
  [{ on: 'manual' }, []],
];

function journey(trigger: Trigger, entry: Predicate = ANYONE): Pick<Journey, 'trigger' | 'entry'> {
  return { trigger, entry };
}

test.each(BY_TRIGGER)('a journey that starts by %j is for %j', (trigger, stages) => {
  expect(stagesOfJourney(journey(trigger))).toEqual(stages);
});

test('a journey for people of a segment is for the stage of that, whatever starts it', () => {
  const loyal: Predicate = {
    all: [
      { segment: 'loyal', is: 'in' },
      { field: 'orders', is: 'at_least', value: 9 },
    ],
  };
  const trigger: Trigger = { events: ['order.placed'], subject: 'order' };
  expect(stagesOfJourney(journey(trigger, loyal))).toEqual(['vip']);
  const notLoyal: Predicate = { all: [{ segment: 'loyal', is: 'not_in' }] };
  expect(stagesOfJourney(journey(trigger, notLoyal))).toEqual(['after_order']);
});

test('the card of the gallery decides where what starts a journey does not name its stage', () => {
  expect(stagesOfJourney(journey({ on: 'manual' }), { stage: 'vip' })).toEqual(['vip']);
  const ordered: Trigger = { events: ['order.placed'], subject: 'order' };
  expect(stagesOfJourney(journey(ordered), { stage: 'repeat' })).toEqual(['repeat']);
  const carts: Trigger = { events: ['cart.changed', 'checkout.changed'], subject: 'basket' };
  expect(stagesOfJourney(journey(carts), { stage: 'cart' })).toEqual(['cart', 'checkout']);
});

test('the stages name ready segments, and no segment or event is of two stages', () => {
  const known = new Set(READY_SEGMENTS.map(({ key }) => key));
  const all = COVERAGE_STAGES.map((stage) => coverageStages[stage]);
  const segments = all.flatMap((stage) => stage.segments);
  const events = all.flatMap((stage) => stage.events);
  expect(segments.filter((key) => !known.has(key))).toEqual([]);
  expect(new Set(segments).size).toBe(segments.length);
  expect(new Set(events).size).toBe(events.length);
});
