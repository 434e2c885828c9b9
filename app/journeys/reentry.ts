import { DAYS, formatCount } from '#app/lib/format/count.ts';
import type { Journey } from './definition.ts';
import type { ReentryPolicy } from './reentry-policy.ts';
import { triggerHandlerOf } from './triggers/registry.ts';

type EnteredJourney = Pick<Journey, 'trigger' | 'reentry'>;

/** Who may enter a journey again: what it says of that, or what is usual for its trigger. */
export function reentryOf({ trigger, reentry }: EnteredJourney): ReentryPolicy {
  return reentry ?? triggerHandlerOf(trigger).reentry(trigger);
}

/** A policy of re-entry as the merchant reads it. */
export function reentryWords(policy: ReentryPolicy): string {
  if (policy.per !== 'person') {
    const { per, atOnce } = policy;
    const limit =
      atOnce === undefined ? '' : `, at most ${String(atOnce)} at a time for each person`;
    return `One for each ${per}${limit}`;
  }
  switch (policy.again) {
    case 'never':
      return 'Once for each person';
    case 'always':
      return 'One at a time for each person';
    case 'after': {
      const since = policy.since === 'entry' ? 'entered' : 'left';
      return `One at a time for each person, again ${formatCount(policy.days, DAYS)} after they ${since} it`;
    }
  }
}

/** Why a journey cannot be published for who may enter it again: each a sentence with what to do. */
export function reentryProblems({ trigger, reentry }: EnteredJourney): string[] {
  if (!reentry) return [];
  return triggerHandlerOf(trigger).per(trigger).includes(reentry.per)
    ? []
    : [`What starts it cannot be counted by ${reentry.per}. Choose again who may enter again.`];
}
