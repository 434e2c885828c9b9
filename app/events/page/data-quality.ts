import type { ChartHour, TopicHealth } from './topic-health.ts';

/** How every topic comes in, the silent first, then the busiest; and the chosen one by hour. */
export type Topics = { topics: TopicHealth[]; chosen: string | null; hours: ChartHour[] };
