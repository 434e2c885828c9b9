import fc from 'fast-check';
import type { Journey } from '#app/journeys/definition.ts';
import type { ReentryPolicy } from '#app/journeys/reentry-policy.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { filledAction, MODELLED_ACTIONS } from './modelled-actions.ts';

/** The kinds of steps that the model knows; `action` is any of the registry that does one thing and goes on. */
const KINDS = [
  'wait',
  'wait_for',
  'wait_until',
  'branch',
  'multi_branch',
  'split',
  'goal',
  'email',
  'banner',
  'action',
] as const;
const BRANCHING: ReadonlySet<string> = new Set(['branch', 'multi_branch', 'split']);
const LAST = 'last';
/** A time of day that clocks show once on every day, in every zone. */
const MIDDAY = '12:00';

/** Whether the person has so many orders that were not cancelled. */
function hasOrders(value: number): Predicate {
  return { field: 'orders', is: 'at_least', value };
}

/** What is chosen of a step: its kind, how long it takes, how many orders it asks for, and how far its second edge leads. */
const choices = fc.record({
  kind: fc.constantFrom(...KINDS, 'email', 'banner', 'action', 'action'),
  action: fc.constantFrom(...MODELLED_ACTIONS),
  hours: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 * 24 })),
  orders: fc.integer({ min: 1, max: 4 }),
  skip: fc.integer({ min: 2, max: 4 }),
});

/** A journey of up to six steps that begins with an order; every step is reached by the one before it, and none twice. */
export const modelledJourneys: fc.Arbitrary<Journey> = fc
  .record({
    steps: fc.array(choices, { minLength: 1, maxLength: 6 }),
    /** So many orders are needed to enter. */
    entry: fc.constantFrom(0, 0, 0, 1, 2),
    isCancellable: fc.boolean(),
    reentry: fc.constantFrom<ReentryPolicy | null>(
      null,
      null,
      { per: 'order', atOnce: 1 },
      { per: 'event', atOnce: 2 },
      { per: 'person', again: 'never' },
      { per: 'person', again: 'always' },
    ),
    key: fc.constantFrom('modelled-a', 'modelled-b'),
  })
  // What chance says of a run is derived from its id, which the model knows of runs by order.
  .filter(
    ({ steps, reentry }) =>
      reentry === null || reentry.per === 'order' || steps.every(({ kind }) => kind !== 'split'),
  )
  .map(({ steps, entry, isCancellable, reentry, key }) =>
    triedJourney([...steps.map((one, place) => stepOf(one, place, steps.length)), end()], {
      ...(reentry && { reentry }),
      key,
      name: key,
      trigger: { events: ['order.placed'], subject: 'order' },
      entry: entry === 0 ? { all: [] } : hasOrders(entry),
      exitReasons: isCancellable ? ['order_cancelled'] : [],
    }),
  );

function end(): Step {
  return { id: LAST, kind: 'exit', reason: 'finished' };
}

type StepChoice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

function stepOf(
  { kind, action, hours, orders, skip }: StepChoice,
  place: number,
  count: number,
): Step {
  const idAt = (other: number) => (other < count ? `step-${String(other)}` : LAST);
  const [id, next, far] = [idAt(place), idAt(place + 1), idAt(place + skip)];
  const ms = hours * HOUR;
  // Edges that all lead to one step cannot be published.
  if (BRANCHING.has(kind) && next === far) return { id, kind: 'wait', ms: DAY, next };
  switch (kind) {
    case 'wait':
      return { id, kind, ms, next };
    case 'wait_for':
      return { id, kind, events: ['checkout.changed'], maxMs: ms, next, timeout: far };
    case 'email':
      return { id, kind, template: 'order-thanks', class: 'transactional', next };
    case 'banner':
      return { id, kind, template: 'goes-with-banner', forMs: ms, next };
    case 'goal':
      return { id, kind, name: 'So far', then: 'go_on', next };
    case 'action':
      return filledAction(action, id, next);
    case 'wait_until':
      return {
        id,
        kind,
        until: { by: 'time_of_day', time: MIDDAY, weekdays: [] },
        zone: 'shop',
        next,
      };
    case 'branch':
      return { id, kind, when: hasOrders(orders), yes: next, no: far };
    case 'multi_branch':
      return {
        id,
        kind,
        paths: [
          { label: 'Loyal', when: hasOrders(orders + 1), next: far },
          { label: 'Known', when: hasOrders(orders), next },
        ],
        otherwise: far,
      };
    case 'split':
      return {
        id,
        kind,
        variants: [
          { label: 'A', percent: 10 * orders, next },
          { label: 'B', percent: 100 - 10 * orders, next: far },
        ],
      };
  }
}
