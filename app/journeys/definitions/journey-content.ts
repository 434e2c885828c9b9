import { z } from 'zod';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import type { EventKind } from '#app/events/event.ts';
import {
  MOST_STEPS,
  type ExitReason,
  type Journey,
  type SegmentChange,
  type Trigger,
} from '#app/journeys/definition.ts';
import type { OrderKind } from '#app/journeys/order-kind.ts';
import { PredicateContent } from '#app/journeys/predicate-content.ts';
import { StepSchema } from '#app/journeys/steps/registry.ts';
import { StepId } from '#app/journeys/steps/step-id.ts';

const CART_EVENTS = ['cart.changed', 'checkout.changed'] as const satisfies EventKind[];
const ORDER_EVENTS = [
  'order.placed',
  'order.cancelled',
  'order.deleted',
  'order.shipped',
  'order.delivered',
  'order.shipment_cancelled',
  'order.refunded',
] as const satisfies EventKind[];

const Change = z.strictObject({
  segment: z.string().min(1).max(100),
  kind: z.enum(['entered', 'left']),
}) satisfies z.ZodType<SegmentChange>;

const TriggerSchema: z.ZodType<Trigger> = z.union([
  z.strictObject({
    events: z.array(z.enum(CART_EVENTS)).min(1),
    subject: z.literal('basket'),
    onePer: z.literal('person').optional(),
  }),
  z.strictObject({
    events: z.array(z.enum(ORDER_EVENTS)).min(1),
    subject: z.literal('order'),
    except: z.array(z.enum(['till', 'renewal', 'replacement'] satisfies OrderKind[])).optional(),
  }),
  Change,
]);

const EXIT_REASONS = [
  'ordered',
  'basket_emptied',
  'checkout_deleted',
  'order_cancelled',
  'order_refunded',
  'person_deleted',
] as const satisfies ExitReason[];

/** What a version of a journey says; its key and number are those of the row. */
export type JourneyContent = Omit<Journey, 'key' | 'version'>;

/** Reads what was stored or sent. Whether its steps fit together is what `journeyProblems` says. */
export const JourneyContentSchema: z.ZodType<JourneyContent> = z.strictObject({
  name: DefinitionName,
  purpose: z.string().trim().max(500),
  trigger: TriggerSchema,
  entry: PredicateContent,
  exitReasons: z.array(z.enum(EXIT_REASONS)).max(EXIT_REASONS.length),
  exitConditions: z.array(Change).max(20).optional(),
  restartsWhileWaitingAt: StepId.nullable(),
  renewsAt: z.array(StepId).max(MOST_STEPS).optional(),
  first: StepId,
  steps: z.array(StepSchema).min(1).max(MOST_STEPS),
});

/** What a journey says, without its key and version. */
export function contentOf({ key: _key, version: _version, ...content }: Journey): JourneyContent {
  return content;
}
