import type { OpportunityRanking } from '#app/journeys/coverage/opportunities.ts';
import type { CoverageMap, GapFill } from './coverage-map.ts';

/** What the page of coverage shows. */
export type CoveragePageData = {
  map: CoverageMap;
  ranking: OpportunityRanking | null;
  /** How many journeys that fill a gap can be replayed, and those that cannot. */
  rankable: number;
  unrankable: GapFill[];
};
