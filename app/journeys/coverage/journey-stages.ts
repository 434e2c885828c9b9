import type { Journey } from '#app/journeys/definition.ts';
import type { GalleryCard } from '#app/journeys/gallery/gallery-journey.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { COVERAGE_STAGES, type CoverageStage } from './coverage-stage.ts';
import { stagesOfSegment } from './stages-of-trigger.ts';

/**
 * The stages that a journey is for, in their order: the segments that its people must be in, else what starts it. None where
 * neither says anything, as when staff add the people. The card of the gallery decides where those do not name its stage: a
 * reminder to order again starts with an order, and is for buyers who come back.
 * @param card of the gallery, for a journey that starts as it does there
 */
export function stagesOfJourney(
  { trigger, entry }: Pick<Journey, 'trigger' | 'entry'>,
  card?: Pick<GalleryCard, 'stage'>,
): CoverageStage[] {
  const asked = segmentsOf(entry).flatMap(stagesOfSegment);
  const started = triggerHandlerOf(trigger).stages?.(trigger) ?? [];
  const found = new Set(asked.length > 0 ? asked : started);
  if (card && !found.has(card.stage)) return [card.stage];
  return COVERAGE_STAGES.filter((stage) => found.has(stage));
}

/** The segments that a predicate says people are in. */
function segmentsOf(predicate: Predicate): string[] {
  if ('all' in predicate) return predicate.all.flatMap(segmentsOf);
  if ('any' in predicate) return predicate.any.flatMap(segmentsOf);
  return 'segment' in predicate && predicate.is === 'in' ? [predicate.segment] : [];
}
