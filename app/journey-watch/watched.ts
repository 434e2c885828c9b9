import { assertNever } from '#app/lib/assert-never.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { idOf } from '#app/lib/ids.ts';
import { MINUTE } from '#app/lib/duration.ts';
import type { UsualChances } from './detect-stop.ts';
import type { HeardTopics } from './heard-topics.ts';
import type { WeeklyProfile } from './weekly-profile.ts';

/** What is counted: people who enter a journey, its emails that are sent, and what Shopify sends for all journeys. */
export type WatchMeasure = 'entries' | 'emails' | 'deliveries';

/** The key that stands for all journeys. */
export const ALL_JOURNEYS = '';

/** Something that is watched, as it stood when it was looked at last. Moments are epoch milliseconds. */
export type WatchState = {
  journeyKey: string;
  measure: WatchMeasure;
  /** What it depends on, as a code; what was usual before that changed is not any more. */
  rules: string;
  /** Nothing is expected from before, as while the journey was paused. */
  since: number;
  /** Nothing is learned from before; null where all that is known counts. */
  learnedFrom: number | null;
  /** When it happened last; null when it never did. */
  lastAt: number | null;
  /** Chances that were missed since then, by outcome and reason. */
  missed: MissedChances;
  /** Of deliveries: when each topic came last. */
  topics: HeardTopics | null;
  profile: WeeklyProfile | null;
  level: number;
  chances: UsualChances;
  profiledAt: number | null;
  /** How long a stop takes to be noticed, milliseconds; null while that is not known. */
  noticeMs: number | null;
  checkedAt: number;
};

/** How often a chance was missed, by `outcome:reason`: people who are offered at once are once. */
export type MissedChances = Record<string, number>;

/** What is watched of a journey. */
export function measuresOf({ steps }: Journey): Exclude<WatchMeasure, 'deliveries'>[] {
  const sends = steps.some((step) => stepHandlerOf(step).uses?.(step)?.kind === 'email');
  return sends ? ['entries', 'emails'] : ['entries'];
}

/** What a measure of a journey depends on: who may enter, or which emails it sends. */
export function watchRules(journey: Journey, measure: WatchMeasure): string {
  const { trigger, entry, reentry, steps } = journey;
  switch (measure) {
    case 'entries':
      return rulesOf(trigger, [entry, reentry]);
    case 'emails': {
      const emails = steps.flatMap((step) => stepHandlerOf(step).uses?.(step) ?? []);
      return rulesOf(trigger, [entry, reentry, emails]);
    }
    case 'deliveries':
      return '';
    default:
      return assertNever(measure);
  }
}

function rulesOf(trigger: Journey['trigger'], others: unknown[]): string {
  const codes = [trigger, others].map((part) => idOf('watch', JSON.stringify(part)));
  return codes.join(':');
}

/** Of the rules that a measure depends on, what starts the journey, as a code. */
export function triggerRules(rules: string): string {
  return rules.split(':')[0] ?? '';
}

/** A new thing to watch: nothing is known of it. */
export function newWatch(
  of: Pick<WatchState, 'journeyKey' | 'measure' | 'rules'>,
  now: number,
): WatchState {
  return {
    ...of,
    since: now,
    learnedFrom: null,
    lastAt: null,
    missed: {},
    topics: null,
    profile: null,
    level: 1,
    chances: { taken: 0, missed: 0 },
    profiledAt: null,
    noticeMs: null,
    checkedAt: now,
  };
}

/** How often it is looked at, by how soon a stop could be noticed. */
const INTERVALS: readonly (readonly [noticeMs: number, intervalMs: number])[] = [
  [120 * MINUTE, MINUTE],
  [360 * MINUTE, 5 * MINUTE],
];
const LONGEST_INTERVAL = 15 * MINUTE;

/** How long to wait until a shop is looked at again, milliseconds. */
export function watchInterval(states: readonly Pick<WatchState, 'noticeMs'>[]): number {
  const soonest = Math.min(...states.map(({ noticeMs }) => noticeMs ?? Infinity));
  return INTERVALS.find(([noticeMs]) => soonest <= noticeMs)?.[1] ?? LONGEST_INTERVAL;
}
