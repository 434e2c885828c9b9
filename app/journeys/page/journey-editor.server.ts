import { DEFINITION_KINDS, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { loadStoredDraft } from '#app/definitions/load-stored-draft.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadTitles, segmentChoices } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import type { FigureDays } from './figure-period.ts';
import type { JourneyEditorData } from './journey-editor.ts';
import { loadLiveFigures } from './live-figures.server.ts';

/** Of what the figures of the live version are: the shop's currency, the days before `now`, epoch milliseconds. */
export type EditorPeriod = { days: FigureDays; now: number; currency: string };

/**
 * All that the editor of a journey shows; null when there is no such journey, or one that this app cannot read.
 * @param row of the journey
 * @param names of what it may use
 * @param period of the figures
 */
export async function loadJourneyEditor(
  client: ShopClient,
  shopId: string,
  row: DefinitionRow,
  names: DefinitionNames,
  period: EditorPeriod,
): Promise<JourneyEditorData | null> {
  const loaded = await loadStoredDraft(client, shopId, journeyKind, row);
  if (!loaded) return null;
  const { stored, published, live } = loaded;
  const segments = await loadSegments(client, shopId);
  const predicates = predicatesOfJourney(stored.content).map(({ predicate }) => predicate);
  return {
    stored,
    published,
    names: DEFINITION_KINDS.map((kind) => [kind, [...(names.get(kind) ?? [])]]),
    segments: await segmentChoices(client, shopId, inUse(segments), null),
    titles: await loadTitles(client, shopId, predicates),
    figures: live && (await figuresOf(client, shopId, row.key, live, period)),
  };
}

async function figuresOf(
  client: ShopClient,
  shopId: string,
  key: string,
  { content, base }: StoredDraft<JourneyContent>,
  { days, now, currency }: EditorPeriod,
): Promise<JourneyEditorData['figures']> {
  const journey = { key, version: base ?? 0, ...content };
  const since = now - days * DAY;
  const { steps, entered } = await loadLiveFigures(client, shopId, journey, since, currency);
  return { steps, entered, days };
}

function inUse<Segment extends { archivedAt: number | null }>(
  segments: ReadonlyMap<string, Segment>,
): Map<string, Segment> {
  return new Map([...segments].filter(([, { archivedAt }]) => archivedAt === null));
}
