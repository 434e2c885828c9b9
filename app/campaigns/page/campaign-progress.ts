import type { Campaign } from '#app/campaigns/campaign.ts';
import type { CampaignEffectCount } from '#app/effects/campaign-effect-count.ts';

/** People whose email was not sent, or not yet, for one reason. */
export type ReasonCount = { reason: string; count: number };

/** How far a campaign is: each person who was in its segment when it began stands in exactly one place. */
export type CampaignProgressFigures = {
  total: number;
  /** Not looked at yet. */
  unprepared: number;
  sent: number;
  waiting: number;
  /** Of those that wait, why they were put off. */
  deferred: ReasonCount[];
  skipped: ReasonCount[];
  failed: number;
  /** Handed over without an answer; a member of staff decides. */
  inDoubt: number;
  /** When the last that waits is due, epoch milliseconds; null when none waits. */
  lastDueAt: number | null;
  /** When it was counted; null when just now. */
  countedAt: number | null;
};

/** The figures out of the counts of the outbox. */
export function campaignProgress(
  { peopleTotal, peopleDone }: Pick<Campaign, 'peopleTotal' | 'peopleDone'>,
  counts: readonly CampaignEffectCount[],
  lastDueAt: number | null,
  countedAt: number | null = null,
): CampaignProgressFigures {
  const inStates = (...states: string[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  return {
    total: Math.max(peopleTotal, peopleDone),
    unprepared: Math.max(0, peopleTotal - peopleDone),
    sent: inStates('done'),
    waiting: inStates('ready'),
    deferred: byReason(counts, 'ready'),
    skipped: byReason(counts, 'skipped'),
    failed: inStates('failed'),
    inDoubt: inStates('attempted', 'in_doubt'),
    lastDueAt,
    countedAt,
  };
}

function byReason(counts: readonly CampaignEffectCount[], state: string): ReasonCount[] {
  return counts
    .flatMap((one) =>
      one.state === state && one.reason !== null ? [{ reason: one.reason, count: one.count }] : [],
    )
    .sort((one, other) => other.count - one.count);
}
