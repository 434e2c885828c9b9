import { eventKindOf } from '#app/events/kinds/registry.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import type { MessageLimits } from '#app/messages/planner/message-limits.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { fieldOptionOf, FIELDS_BY_GROUP } from '#app/segments/fields/vocabulary.ts';
import type { PredicateField } from '#app/segments/predicate.ts';

/** What a replay could not know of the past: `field` and `segment` name what it is about. */
export type ReplayNote =
  | { code: 'as_of_today'; field: string }
  | { code: 'segment_since'; segment: string; at: number }
  | { code: 'stock_as_of_today' }
  | { code: 'deals_as_of_today' }
  | { code: 'clicks_as_they_were' }
  /** Of replays that were kept from before their past was read. */
  | { code: 'offers_without_past' }
  | { code: 'offers_one_by_one' };

/** Of these no past is kept. */
const AS_OF_TODAY: ReadonlySet<PredicateField> = new Set<PredicateField>([
  'tags',
  'region',
  'email_domain',
  'phone',
  'customer',
  'first_source',
  'first_medium',
  'first_campaign',
  'first_landing',
  'first_referrer',
  ...predictedFields(),
]);

function predictedFields(): PredicateField[] {
  return FIELDS_BY_GROUP.flatMap(({ title, fields }) => (title === 'Prediction' ? fields : []));
}

/** The segments whose members a journey follows. */
export function followedSegments({ trigger, exitConditions = [] }: Journey): string[] {
  const begins = triggerHandlerOf(trigger).segment?.(trigger) ?? [];
  return [...new Set([begins, exitConditions.map(({ segment }) => segment)].flat())];
}

/** Whether a run can be about goods: a cart, an order, or a product by which it began for a person. */
function mayBeAboutGoods(trigger: Journey['trigger']): boolean {
  const handler = triggerHandlerOf(trigger);
  const subject = handler.subject(trigger);
  if (subject !== 'person') return subject === 'basket' || subject === 'order';
  const past = handler.past(trigger);
  return (
    past.by === 'events' && past.kinds.some((kind) => 'productId' in eventKindOf(kind).schema.shape)
  );
}

/**
 * What is to be said beside the figures of a replay.
 * @param segments since when segments are there, epoch milliseconds
 * @param from when the window begins
 * @param limits by what the shop's messages are planned
 */
export function replayNotes(
  journey: Journey,
  segments: readonly { key: string; createdAt: number }[],
  from: number,
  limits: MessageLimits,
): ReplayNote[] {
  const conditions = predicatesOfJourney(journey).flatMap(({ predicate }) =>
    conditionsOf(predicate),
  );
  const fields = new Set(
    conditions.flatMap((one) => ('field' in one && AS_OF_TODAY.has(one.field) ? one.field : [])),
  );
  const followed = followedSegments(journey);
  const sendsGoods =
    journey.steps.some(({ kind }) => kind === 'email') && mayBeAboutGoods(journey.trigger);
  const sendsMarketing = journey.steps.some(
    (step) => step.kind === 'email' && step.class === 'marketing',
  );
  const waitsForClicks = JSON.stringify(journey.steps).includes('.clicked"');
  const makesOffers = journey.steps.some((step) => step.kind === 'offer' && step.offer !== '');
  return [
    ...[...fields].map((field): ReplayNote => {
      return { code: 'as_of_today', field: fieldOptionOf(field).words };
    }),
    ...segments.flatMap(({ key, createdAt: at }): ReplayNote[] =>
      followed.includes(key) && at > from ? [{ code: 'segment_since', segment: key, at }] : [],
    ),
    ...(sendsGoods ? [{ code: 'stock_as_of_today' } as const] : []),
    ...(sendsMarketing && limits.pausesForDeal ? [{ code: 'deals_as_of_today' } as const] : []),
    ...(waitsForClicks ? [{ code: 'clicks_as_they_were' } as const] : []),
    ...(makesOffers ? [{ code: 'offers_one_by_one' } as const] : []),
  ];
}
