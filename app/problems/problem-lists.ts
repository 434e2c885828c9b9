import type { FailedEffect } from '#app/effects/failed-effects.ts';
import type { EffectLateness } from '#app/effects/lateness.ts';
import type { FailedRun } from '#app/journeys/failed-runs.ts';
import type { FailedProfile } from '#app/profiles/failed-profiles.ts';
import type { QuarantineList, UnknownTopic } from '#app/events/inbox/quarantine.ts';
import type { ListedStop } from '#app/journey-watch/journey-stop.ts';
import type { MailName, RunNames } from '#app/journeys/page/named-problems.ts';
import type { MailInDoubt } from '#app/messages/delivery/mails-in-doubt.ts';

type Listed = {
  /** Whether there are more after this page. */
  hasMore: boolean;
  /** How many wait in all, found by the search or not. */
  waiting: number;
};

/** Mails whose delivery is unconfirmed, one page of them. */
export type DoubtList = Listed & { mails: (MailInDoubt & MailName)[] };

/** Effects, files and jobs that were given up, one page of them. */
export type FailureList = Listed & { effects: (FailedEffect & MailName)[] };

/** Journey runs that could not go on, one page of them. */
export type FailedRunList = Listed & { runs: (FailedRun & RunNames)[] };

/** People whose score or forecast could not be calculated, one page of them. */
export type FailedProfileList = Listed & { profiles: FailedProfile[] };

/** Journeys that stopped, one page of them. */
export type StopList = Listed & { stops: ListedStop[] };

/** Every list of the problems page. */
export type ProblemLists = {
  quarantine: QuarantineList;
  doubts: DoubtList;
  failures: FailureList;
  /** Of the kinds of effects; empty where it is not shown. */
  lateness: EffectLateness[];
  failedRuns: FailedRunList;
  failedProfiles: FailedProfileList;
  stops: StopList;
  topics: UnknownTopic[];
};
