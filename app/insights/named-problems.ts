import type { FailedEffect } from '#app/engine/failed-effects.server.ts';
import type { FailedRun } from '#app/engine/failed-runs.server.ts';
import type { RecentRun } from '#app/journeys/journey-page.server.ts';
import type { MailInDoubt } from '#app/messaging/mails-in-doubt.server.ts';
import { journeyName, mailName, stepWords } from './run-words.ts';

// Named where they are loaded: in the browser it would take every journey and every mail.

/** A failed run, with what the admin calls its journey and its step. */
export type NamedFailedRun = FailedRun & { journey: string; step: string };

export function nameFailedRun(run: FailedRun): NamedFailedRun {
  const { journeyKey, stepId, journeyVersion } = run;
  const step = stepWords(journeyKey, stepId, journeyVersion);
  return { ...run, journey: journeyName(journeyKey), step };
}

/** A failure, with the name of the mail that it was about. */
export type NamedFailure = FailedEffect & { mail: string | null };

export function nameFailure(failure: FailedEffect): NamedFailure {
  const { template } = failure;
  return { ...failure, mail: template === null ? null : mailName(template) };
}

/** A mail in doubt, with its name. */
export type NamedDoubt = MailInDoubt & { mail: string };

export function nameDoubt(doubt: MailInDoubt): NamedDoubt {
  return { ...doubt, mail: mailName(doubt.template) };
}

/** A run of a journey, with what happens at its step. */
export type NamedRun = RecentRun & { step: string };

export function nameRun(run: RecentRun, journeyKey: string): NamedRun {
  return { ...run, step: stepWords(journeyKey, run.stepId, run.version) };
}
