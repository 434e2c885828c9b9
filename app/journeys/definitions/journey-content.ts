import { z } from 'zod';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import { MOST_STEPS, type ExitReason, type Journey } from '#app/journeys/definition.ts';
import { PredicateContent } from '#app/segments/predicate-content.ts';
import { ReentryContent } from '#app/journeys/reentry-policy.ts';
import { StepSchema } from '#app/journeys/steps/registry.ts';
import { NextStepId, StepId } from '#app/journeys/steps/step-id.ts';
import { TriggerContent } from '#app/journeys/triggers/registry.ts';
import { SegmentChangeContent } from '#app/journeys/triggers/segment.ts';
import { MessagePriority } from '#app/messages/planner/message-priority.ts';

const EXIT_REASONS = [
  'ordered',
  'basket_emptied',
  'checkout_deleted',
  'order_cancelled',
  'order_refunded',
  'person_deleted',
] as const satisfies ExitReason[];

/** Where the merchant put steps on the canvas, by their ids: the top left corner, in pixels. */
export type StepLayout = Record<string, { x: number; y: number }>;

const Pixels = z.number().int().min(-100_000).max(100_000);
const Layout = z
  .record(StepId, z.strictObject({ x: Pixels, y: Pixels }))
  .refine((places) => Object.keys(places).length <= MOST_STEPS, 'Too many places.');

/**
 * What a version of a journey says; its key and number are those of the row. `layout` is only how it is drawn: steps that
 * it does not name are laid out by themselves, and a version does not differ by it.
 */
export type JourneyContent = Omit<Journey, 'key' | 'version'> & { layout?: StepLayout };

/** Reads what was stored or sent. Whether its steps fit together is what `journeyProblems` says. */
export const JourneyContentSchema: z.ZodType<JourneyContent> = z.strictObject({
  name: DefinitionName,
  purpose: z.string().trim().max(500),
  trigger: TriggerContent,
  reentry: ReentryContent.optional(),
  entry: PredicateContent,
  exitReasons: z.array(z.enum(EXIT_REASONS)).max(EXIT_REASONS.length),
  exitConditions: z.array(SegmentChangeContent).max(20).optional(),
  priority: MessagePriority.optional(),
  restartsWhileWaitingAt: StepId.nullable(),
  renewsAt: z.array(StepId).max(MOST_STEPS).optional(),
  // Both empty while nothing is drawn.
  first: NextStepId,
  steps: z.array(StepSchema).max(MOST_STEPS),
  layout: Layout.optional(),
});

/** What a journey says, without its key and version. */
export function contentOf({ key: _key, version: _version, ...content }: Journey): JourneyContent {
  return content;
}
