import type { Run } from './run.ts';

/** The runs that are known of people. */
export type KnownRuns = {
  /** Whose the run with this id is, ended or not; null when there is none. */
  ownerOf(runId: string): string | null;
  /** A person's runs of a journey: those under way, and the last that ended. */
  ofPerson(profileId: string, journeyKey: string): readonly Run[];
};
