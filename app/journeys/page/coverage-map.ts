import { COVERAGE_STAGES, type CoverageStage } from '#app/journeys/coverage/coverage-stage.ts';
import { coverageStages } from '#app/journeys/coverage/coverage-stages.ts';
import {
  messagesOfJourney,
  type JourneyMessages,
} from '#app/journeys/coverage/journey-messages.ts';
import { stagesOfJourney } from '#app/journeys/coverage/journey-stages.ts';
import type { GalleryCard, GalleryJourney } from '#app/journeys/gallery/gallery-journey.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { triggerWords } from './journey-words.ts';
import type { JourneyState, ShownJourney } from './shown-journey.ts';

/** A journey of the shop on the map. */
export type CoveredJourney = JourneyMessages & {
  key: string;
  name: string;
  state: JourneyState;
  /** What starts it, as a sentence. */
  starts: string;
};

/** A journey of the gallery that fills a gap. */
export type GapFill = Pick<GalleryCard, 'does' | 'nextStep'> & {
  key: string;
  name: string;
};

/** What is missing at a stage, and what fills it; the gallery may have nothing. */
export type CoverageGap = { words: string; fills: GapFill[] };

/** A stage with the journeys for it: a gap while none of them is live. */
export type CoverageRow = {
  stage: CoverageStage;
  name: string;
  /** How many people are at it now; null where no segment says so. */
  people: number | null;
  journeys: CoveredJourney[];
  gap: CoverageGap | null;
};

/** The stages in their order, and the journeys that are for none of them. */
export type CoverageMap = { rows: CoverageRow[]; others: CoveredJourney[] };

/** What the map is drawn from. */
export type CoverageInput = {
  /** All of the shop; archived ones cover nothing. */
  journeys: readonly ShownJourney[];
  /** The shop's emails, by their keys. */
  emails: ReadonlyMap<string, Pick<EmailContent, 'purpose' | 'nextStep'>>;
  /** How many people are in each segment, by its key. */
  sizes: ReadonlyMap<string, number>;
  gallery: readonly GalleryJourney[];
};

/** Which stages of the lifecycle the journeys of a shop are for, and what is missing. */
export function coverageMap({ journeys, emails, sizes, gallery }: CoverageInput): CoverageMap {
  const added = journeys.filter(({ state }) => state !== 'archived');
  const known = new Set(added.map(({ journey: { key } }) => key));
  const placed = added.map(({ journey, state }) => {
    const { key, name } = journey;
    const card = cardOf(journey, gallery);
    const said = messagesOfJourney(journey, emails, card);
    const shown: CoveredJourney = { key, name, state, starts: triggerWords(journey), ...said };
    return { shown, stages: stagesOfJourney(journey, card) };
  });
  const rows = COVERAGE_STAGES.map((stage): CoverageRow => {
    const { name, gap, segments } = coverageStages[stage];
    const [segment] = segments;
    const found = placed.flatMap(({ shown, stages }) => (stages.includes(stage) ? shown : []));
    const isCovered = found.some(({ state }) => state === 'live');
    return {
      stage,
      name,
      people: segment === undefined ? null : (sizes.get(segment) ?? 0),
      journeys: found,
      gap: isCovered ? null : { words: gap, fills: fillsOf(stage, gallery, known) },
    };
  });
  return { rows, others: placed.flatMap(({ shown, stages }) => (stages.length > 0 ? [] : shown)) };
}

/** The card of a journey of the gallery, unless the shop lets it start in another way. */
function cardOf(
  { key, trigger }: ShownJourney['journey'],
  gallery: readonly GalleryJourney[],
): GalleryCard | undefined {
  const found = gallery.find(({ journey }) => journey.key === key);
  const isSame = found && canonicalJson(found.journey.trigger) === canonicalJson(trigger);
  return isSame ? found.card : undefined;
}

/** The journeys of the gallery for a stage, without those that the shop has, wherever on the map: its trigger may be changed. */
function fillsOf(
  stage: CoverageStage,
  gallery: readonly GalleryJourney[],
  known: ReadonlySet<string>,
): GapFill[] {
  return gallery
    .filter(({ journey: { key }, card }) => card.stage === stage && !known.has(key))
    .map(({ journey: { key, name }, card: { does, nextStep } }) => {
      return { key, name, does, nextStep };
    });
}
