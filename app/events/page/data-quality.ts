import type { TopicAdvice } from '#app/events/topics/topic-record.ts';
import type { ChartHour, TopicHealth } from './topic-health.ts';

/** How a topic comes in, and what can be done when it does not. */
export type WatchedTopic = TopicHealth & { advice: TopicAdvice };

/** How every topic comes in, the silent first, then the busiest; and the chosen one by hour. */
export type Topics = { topics: WatchedTopic[]; chosen: string | null; hours: ChartHour[] };
