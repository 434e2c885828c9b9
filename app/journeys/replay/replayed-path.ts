import { isoTime } from '#app/lib/iso-time.ts';
import type { PersonReplay } from './journey-replay.ts';
import { isFollowing } from './replay-totals.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** How many people are kept with what would have happened to them. */
export const MOST_REPLAYED_PATHS = 1_000;

/** What is kept of a person in a replay, as its row has it; null of one who did not enter. */
export function replayedPath(replay: PersonReplay, { id, orders }: ReplayedPerson) {
  const [first] = replay.runs;
  if (!first) return null;
  const sent = replay.mails.filter(({ state }) => state === 'sent');
  return {
    profile_id: id,
    entered_at: isoTime(first.enteredAt),
    mails: sent.length,
    skipped: replay.mails.filter(({ state }) => state === 'skipped').length,
    orders: orders.filter((order) => isFollowing(order, sent)).length,
    end_reason: replay.runs.at(-1)?.endReason ?? null,
    path: replay.path,
  };
}
