import type { RowOrder } from '#app/lib/arrange-rows.ts';
import type { Drift } from './drift.ts';
import { fieldWords } from './quality-words.ts';
import type { TopicHealth } from './topic-health.ts';
import { countState } from './usual.ts';

/** What the list of topics can be sorted by, the usual one first. */
export const TOPIC_SORTS = ['state', 'topic', 'deliveries', 'usual', 'last'] as const;
export type TopicSort = (typeof TOPIC_SORTS)[number];

/** The states of a topic, those that need a look last. */
const STATE_RANKS = { learning: 0, usual: 1, high: 2, low: 3, silent: 4 };

export const TOPIC_ORDER: RowOrder<TopicHealth, TopicSort> = {
  text: ({ topic }) => topic,
  by: {
    state: ({ silence, lastDay, usualDay }) =>
      STATE_RANKS[silence.state === 'silent' ? 'silent' : countState(lastDay, usualDay)],
    topic: ({ topic }) => topic,
    deliveries: ({ lastDay }) => lastDay,
    usual: ({ usualDay }) => usualDay?.median ?? null,
    last: ({ lastHour }) => lastHour,
  },
};

/** What the list of fields that stopped coming can be sorted by, the usual one first. */
export const DRIFT_SORTS = ['lately', 'topic', 'field', 'before'] as const;
export type DriftSort = (typeof DRIFT_SORTS)[number];

export const DRIFT_ORDER: RowOrder<Drift, DriftSort> = {
  text: ({ topic, field }) => `${topic} ${fieldWords(field)}`,
  by: {
    lately: ({ lately }) => lately,
    topic: ({ topic }) => topic,
    field: ({ field }) => fieldWords(field),
    before: ({ before }) => before,
  },
};

/** Topics, and fields, on a page. */
export const QUALITY_SHOWN = 50;

/**
 * The newest of each day that a share is of: about a thousand of a week, of which it is within three points, 19 times
 * of 20.
 */
export const LOOKED_AT_A_DAY = 150;
