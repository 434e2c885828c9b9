import { formatDate } from '#app/lib/format/time.ts';
import type { PathOutcome } from '#app/journeys/replay/path-entry.ts';
import type { ReplayNote } from '#app/journeys/replay/replay-notes.ts';
import type { ReplaySummary } from '#app/journeys/replay/replay-record.ts';
import { reasonWords } from './reason-words.ts';

/** What was replayed: "Version 3", the draft as it was, or what the gallery has. */
export function replayName({
  version,
  draftRevision,
}: Pick<ReplaySummary, 'version' | 'draftRevision'>): string {
  if (version !== null) return `Version ${String(version)}`;
  return draftRevision === null ? 'As in the gallery' : `Draft, revision ${String(draftRevision)}`;
}

const NOT_STARTED: Record<string, string> = {
  entry_not_met: 'Does not meet the conditions to enter',
};

/** Why what the journey begins with began nothing. */
export function notStartedWords(reason: string): string {
  return NOT_STARTED[reason] ?? reasonWords(reason);
}

const OUTCOMES: Record<PathOutcome, string> = {
  entered: 'Entered',
  waiting: 'Waits',
  decided: 'Decided',
  sent: 'Email sent',
  skipped: 'Email skipped',
  deferred: 'Email deferred',
  done: 'Done',
  ended: 'Ended',
  failed: 'Failed',
};

/** What happened to a person at a step. */
export function pathWords(outcome: PathOutcome): string {
  return OUTCOMES[outcome];
}

/** What a replay could not know, as a sentence. @param timeZone IANA name, of the shop */
export function noteWords(note: ReplayNote, timeZone: string): string {
  switch (note.code) {
    case 'as_of_today':
      return `The condition on ${note.field} is answered as of today: what it was before is not recorded.`;
    case 'segment_since':
      return `Members of the segment “${note.segment.replaceAll('_', ' ')}” are recorded since ${formatDate(note.at, timeZone)}: nothing before counts.`;
    case 'stock_as_of_today':
      return 'Whether goods can be bought is answered as of today: past stock is not recorded.';
    case 'deals_as_of_today':
      return 'Deals that are open today count as open since their last change of stage: earlier ones are not recorded.';
    case 'clicks_as_they_were':
      return 'Clicks are those that really happened: emails that were never sent have none.';
    case 'offers_without_past':
      return 'Offers are decided as if none had been made before: earlier offers, budgets and wholesale approvals do not count.';
    case 'offers_one_by_one':
      return 'Budgets of offers count what was given in the month before the period and what this replay gives, person after person and not in order of time. The share of discounted orders is that at its start. Free shipping counts as no cost.';
  }
}
