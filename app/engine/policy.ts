import type { Journey } from '#app/journeys/definition.ts';
import type { Rules } from '#app/segments/assess.ts';

/** The rules a shop works by. */
export type Policy = Rules & {
  journeys: readonly Journey[];
  /** The collections that questions are asked about; the rules are others when something else is in them. */
  collections?: ReadonlySet<string>;
  /**
   * Segments whose members are being found because their questions changed, and the last person who was asked,
   * in the order of ids.
   */
  building?: { keys: ReadonlySet<string>; reached: string | null };
};
