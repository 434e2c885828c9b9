import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { FigureDays } from './figure-period.ts';
import type { LiveFigures } from './live-figures.ts';

/** What the editor of a journey is given. */
export type JourneyEditorData = {
  stored: StoredDraft<JourneyContent>;
  /** The live version, when the draft was begun from an earlier one. */
  published: StoredDraft<JourneyContent> | null;
  /** Of everything that a journey may use, by kind. */
  names: [DefinitionKind, [string, { name: string; isArchived: boolean }][]][];
  /** The segments that may be chosen. */
  segments: { value: string; label: string }[];
  /** Of products and collections in conditions, by id. */
  titles: Record<string, string>;
  /** What the live version does, in a period; null before the first. */
  figures: (Pick<LiveFigures, 'steps' | 'entered'> & { days: FigureDays }) | null;
};
