import type { EventKind } from '#app/events/event.ts';
import { EVENT_KIND_NAMES, eventKindOf, isEventKind } from '#app/events/kinds/registry.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import type { TriggerPast } from '#app/journeys/triggers/trigger-past.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { DAY } from '#app/lib/duration.ts';
import { HALF_AFTER_MS, QUARTER_AFTER_MS } from '#app/messages/planner/engagement.ts';
import type { MessageLimits } from '#app/messages/planner/message-limits.ts';
import { asksForReview, type EmailContent } from '#app/messages/templates/email-content.ts';
import { REVIEW_MEMORY_MS } from '#app/profiles/orders/reviewed-products.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';

/** What is read of the past. */
export type NeededEvents = {
  /** The kinds of events; null for all of them. */
  kinds: EventKind[] | null;
  /** From when on, epoch milliseconds. */
  from: number;
  /** How it is found who has to be replayed. */
  past: TriggerPast;
  /** Whether profiles as they are now are read too. */
  profiles: boolean;
  /** Whether what the planner of messages reads is: only marketing is planned. */
  planning: boolean;
};

/** Of carts and orders so much before the window is read as may still count in it. */
const LEAD_MS = 30 * DAY;

/** What is known of carts, checkouts and orders. */
const FACT_KINDS: EventKind[] = [
  'cart.changed',
  'checkout.changed',
  'checkout.deleted',
  'order.placed',
  'order.changed',
  'order.tested',
  'order.cancelled',
  'order.deleted',
  'order.shipped',
  'order.delivered',
  'order.shipment_cancelled',
  'order.refunded',
];

/** Since when an address is known, and what it agreed to. */
const PERSON_KINDS: EventKind[] = [
  'consent.changed',
  'customer.changed',
  'customer.deleted',
  'visitor.identified',
  'person.imported',
  'application.submitted',
];

const TICKET_KINDS: EventKind[] = ['support.ticket_opened', 'support.ticket_closed'];
const ACTIVITY_KINDS = EVENT_KIND_NAMES.filter((kind) => eventKindOf(kind).isActivity);

/**
 * Which events a replay of a journey must read: as few as it can, because a person's whole past is much.
 * @param from when the window begins, epoch milliseconds
 * @param limits by what the shop's messages are planned
 */
export function neededEvents(
  journey: Journey,
  emails: ReadonlyMap<string, EmailContent>,
  from: number,
  limits: MessageLimits,
): NeededEvents {
  const { trigger } = journey;
  const past = triggerHandlerOf(trigger).past(trigger);
  const asksProfile =
    past.by === 'profile' ||
    (past.by === 'events' && past.readsProfile) ||
    predicatesOfJourney(journey).some(({ predicate }) => conditionsOf(predicate).length > 0) ||
    journey.steps.some((step) => stepHandlerOf(step).readsProfile?.(step) !== false);
  const planning = journey.steps.some(
    (step) => step.kind === 'email' && step.class === 'marketing',
  );
  if (asksProfile) return { kinds: null, from: 0, past, profiles: true, planning };
  const kinds = new Set([...FACT_KINDS, ...PERSON_KINDS, ...kindsNamedIn(journey)]);
  if (past.by === 'events') for (const kind of past.kinds) kinds.add(kind);
  const asksReviews = journey.steps.some(
    (step) => step.kind === 'email' && asksForReview(emails.get(step.template)),
  );
  if (asksReviews) for (const kind of ['mail.sent', 'review.submitted'] as const) kinds.add(kind);
  if (planning && limits.pausesForTicket) for (const kind of TICKET_KINDS) kinds.add(kind);
  const asksSilence = planning && limits.followsEngagement && mayFallSilent(journey, past);
  if (asksSilence) for (const kind of ACTIVITY_KINDS) kinds.add(kind);
  const lead = Math.max(
    LEAD_MS,
    asksReviews ? REVIEW_MEMORY_MS : 0,
    asksSilence ? QUARTER_AFTER_MS : 0,
  );
  return { kinds: [...kinds], from: from - lead, past, profiles: false, planning };
}

/**
 * Whether a person on the journey may have done nothing for long: else what began it says already that they get all messages.
 */
function mayFallSilent({ steps }: Journey, past: TriggerPast): boolean {
  if (past.by !== 'events') return true;
  if (!past.kinds.every((kind) => eventKindOf(kind).isActivity)) return true;
  const longestMs = steps.reduce((sum, step) => sum + stepHandlerOf(step).longestWait(step), 0);
  return longestMs > HALF_AFTER_MS - LEAD_MS;
}

/** Every kind of event that a journey names, wherever that is. */
function kindsNamedIn(value: unknown): EventKind[] {
  if (typeof value === 'string') return isEventKind(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(kindsNamedIn);
}
