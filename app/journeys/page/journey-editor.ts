import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { FigureDays } from './figure-period.ts';
import type { LiveFigures } from './live-figures.ts';

/** A journey as it is stored, to be drawn on: its draft, or the live version where there is none. */
export type StoredJourney = {
  content: JourneyContent;
  /** Of the draft; 0 without one. */
  revision: number;
  /** The live version; null before the first. */
  base: number | null;
  /** Who saved the draft, or published the version; null for what shipped with the app. */
  author: string | null;
  /** Epoch milliseconds. */
  savedAt: number;
};

/** What the editor of a journey is given. */
export type JourneyEditorData = {
  stored: StoredJourney;
  /** The live version, when the draft was begun from an earlier one. */
  published: StoredJourney | null;
  /** Of everything that a journey may use, by kind. */
  names: [DefinitionKind, [string, { name: string; isArchived: boolean }][]][];
  /** The segments that may be chosen. */
  segments: { value: string; label: string }[];
  /** Of products and collections in conditions, by id. */
  titles: Record<string, string>;
  /** What the live version does, in a period; null before the first. */
  figures: (Pick<LiveFigures, 'steps' | 'entered'> & { days: FigureDays }) | null;
};
