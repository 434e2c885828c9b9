import { z } from 'zod';
import { DAY } from '#app/lib/duration.ts';
import type { Run } from './run.ts';

/** What runs of a journey are counted by: there is at most one run for each such thing. */
export type RunsPer = 'cart' | 'order' | 'event' | 'person';

/** The most runs of one journey that one person may be on at a time. */
const MOST_AT_ONCE = 50;
/** Days after which a person may enter again, at most. */
const MOST_DAYS = 3_650;

const AtOnce = z.number().int().min(1).max(MOST_AT_ONCE);

/** Reads a policy of re-entry that was stored or sent. */
export const ReentryContent = z.union([
  z.strictObject({ per: z.enum(['cart', 'order']), atOnce: AtOnce.optional() }),
  z.strictObject({ per: z.literal('event'), atOnce: AtOnce }),
  z.strictObject({ per: z.literal('person'), again: z.enum(['never', 'always']) }),
  z.strictObject({
    per: z.literal('person'),
    again: z.literal('after'),
    days: z.number().int().min(1).max(MOST_DAYS),
    since: z.enum(['entry', 'end']),
  }),
]);

/**
 * When a person enters a journey again. Per cart or order: one run for each, ever; per event: one for each, however many
 * there are. `atOnce` is how many of them a person may be on at a time; without it there is no limit. Per person: one at a
 * time, and after it none, another one every time, or another one `days` days after the last began or ended.
 */
export type ReentryPolicy = z.infer<typeof ReentryContent>;

/** Why a person does not enter a journey again. */
export type ReentryRefusal = 'already_on' | 'once_only' | 'too_soon';

/** What a policy looks at of the runs of a person on a journey. Moments are epoch milliseconds, null where there is none. */
export type ReentryFacts = {
  active: number;
  runs: number;
  lastEnteredAt: number | null;
  lastEndedAt: number | null;
};

/** @param runs those of this person on the journey: all that are under way, and at least the last that ended */
export function reentryFactsOf(runs: readonly Run[]): ReentryFacts {
  const latest = (moments: number[]) => (moments.length === 0 ? null : Math.max(...moments));
  return {
    active: runs.filter(({ state }) => state === 'active').length,
    runs: runs.length,
    lastEnteredAt: latest(runs.map(({ enteredAt }) => enteredAt)),
    lastEndedAt: latest(runs.map(({ enteredAt, endedAt }) => endedAt ?? enteredAt)),
  };
}

/**
 * Why a person may not enter a journey again; null when they may.
 * @param at when the new run would begin, epoch milliseconds
 */
export function reentryRefusal(
  policy: ReentryPolicy,
  { active, runs, lastEnteredAt, lastEndedAt }: ReentryFacts,
  at: number,
): ReentryRefusal | null {
  if (policy.per !== 'person') return active < (policy.atOnce ?? Infinity) ? null : 'already_on';
  if (active > 0) return 'already_on';
  switch (policy.again) {
    case 'always':
      return null;
    case 'never':
      return runs === 0 ? null : 'once_only';
    case 'after': {
      const last = policy.since === 'entry' ? lastEnteredAt : lastEndedAt;
      return last === null || at >= last + policy.days * DAY ? null : 'too_soon';
    }
  }
}

/** Whether a policy asks for the runs of a person that ended. */
export function asksEndedRuns(policy: ReentryPolicy): boolean {
  return policy.per === 'person' && policy.again !== 'always';
}
