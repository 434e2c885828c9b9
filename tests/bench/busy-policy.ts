import type { Policy } from '#app/engine/decide/policy.ts';
import type { PolicyOf } from '#app/engine/shop-policy.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import type { Predicate, Segment } from '#app/segments/predicate.ts';

const JOURNEYS = 10;

/** Predicates like those of merchants, half of them with a window of time. */
const PREDICATES: Predicate[] = [
  { field: 'country', is: 'one_of', values: ['GB', 'IE', 'FR'] },
  { field: 'spent', is: 'at_least', value: 50_000 },
  { field: 'average_order', is: 'at_least', value: 7_500 },
  { field: 'last_seen', is: 'within', days: 14 },
  {
    all: [
      { field: 'orders', is: 'at_least', value: 1 },
      { field: 'last_order', is: 'before', days: 60 },
    ],
  },
  { signal: 'product_viewed', is: 'at_least', times: 2, days: 14 },
  {
    any: [
      { field: 'score', is: 'at_least', value: 60 },
      { field: 'cart_value', is: 'at_least', value: 10_000 },
    ],
  },
  {
    all: [
      { field: 'email_consent', is: 'one_of', values: ['subscribed'] },
      { field: 'discount_share', is: 'at_most', value: 10 },
    ],
  },
  {
    all: [
      { field: 'first_source', is: 'one_of', values: ['news'] },
      { field: 'first_order', is: 'within', days: 90 },
    ],
  },
];

/** So many segments a shop made itself that ask like merchants do. */
export function segmentsOfMany(count: number): Segment[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `segment-${String(index)}`,
    name: `Segment ${String(index)}`,
    purpose: 'Measure the engine.',
    version: 1,
    predicate: PREDICATES[index % PREDICATES.length] ?? { all: [] },
  }));
}

/** Journeys that every checkout or order may start. */
const triggers: Journey[] = Array.from({ length: JOURNEYS - journeys.length }, (_, index) => ({
  key: `way-${String(index)}`,
  name: `Way ${String(index)}`,
  purpose: 'Measure the engine.',
  version: 1,
  trigger:
    index % 2 === 0
      ? { events: ['order.placed'], subject: 'order' }
      : { events: ['checkout.changed'], subject: 'basket' },
  // One journey of either kind is open to all people, the others to few.
  entry: index < 2 ? { all: [] } : { field: 'score', is: 'at_least', value: 90 + index },
  exitReasons: ['person_deleted'],
  restartsWhileWaitingAt: null,
  first: 'wait',
  steps: [
    { id: 'wait', kind: 'wait', ms: 3 * DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
}));

/** A shop with 28 segments and 10 journeys: those of every shop, and more of its own. */
const busyPolicy: Policy = {
  model: retailModel,
  timeZone: 'UTC',
  journeys: [...journeys, ...triggers],
  segments: segmentsOfMany(PREDICATES.length),
};

/** That policy for every shop. */
export const busyPolicyOf: PolicyOf = () => Promise.resolve(busyPolicy);
