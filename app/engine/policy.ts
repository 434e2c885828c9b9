import type { JourneyVersions } from '#app/journeys/definition.ts';
import type { Rules } from '#app/segments/assess.ts';
import type { Changed } from '#app/segments/question-digests.ts';

/** The rules a shop works by. */
export type Policy = Rules &
  JourneyVersions & {
    /** The collections that questions are asked about; the rules are others when something else is in them. */
    collections?: ReadonlySet<string>;
    /** While everybody is assessed by rules that changed: what changed, and the last person who was, by their id. */
    building?: Building;
  };

/** `model`: whether people are scored otherwise; `keys`: the segments whose members may be others. */
export type Building = Changed & { reached: string | null };
