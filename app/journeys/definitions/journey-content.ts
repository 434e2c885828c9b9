import { z } from 'zod';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import { MOST_STEPS, type ExitReason, type Journey } from '#app/journeys/definition.ts';
import { PredicateContent } from '#app/journeys/predicate-content.ts';
import { ReentryContent } from '#app/journeys/reentry-policy.ts';
import { StepSchema } from '#app/journeys/steps/registry.ts';
import { StepId } from '#app/journeys/steps/step-id.ts';
import { TriggerContent } from '#app/journeys/triggers/registry.ts';
import { SegmentChangeContent } from '#app/journeys/triggers/segment.ts';

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
  trigger: TriggerContent,
  reentry: ReentryContent.optional(),
  entry: PredicateContent,
  exitReasons: z.array(z.enum(EXIT_REASONS)).max(EXIT_REASONS.length),
  exitConditions: z.array(SegmentChangeContent).max(20).optional(),
  restartsWhileWaitingAt: StepId.nullable(),
  renewsAt: z.array(StepId).max(MOST_STEPS).optional(),
  first: StepId,
  steps: z.array(StepSchema).min(1).max(MOST_STEPS),
});

/** What a journey says, without its key and version. */
export function contentOf({ key: _key, version: _version, ...content }: Journey): JourneyContent {
  return content;
}
