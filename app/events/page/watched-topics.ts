import { TOPICS } from '#app/events/topics/registry.ts';
import type { TopicAdvice } from '#app/events/topics/topic-record.ts';

/** What an import says of itself; its files are no deliveries, and come when they are asked for. */
const OF_IMPORT = /^import\//;

/** Whether it is looked at how often a topic comes. */
export function isWatched(topic: string): boolean {
  return TOPICS.get(topic)?.isIrregular !== true && !OF_IMPORT.test(topic);
}

const COMPARE: TopicAdvice = {
  text: 'Compare with Shopify now: what was missed is read again, and nothing is counted twice. If it stays silent, ask the operator of Tendril to deploy the app once more, which renews its webhooks.',
  action: 'compare',
};

/** What to do when a topic does not come any more. */
export function topicAdvice(topic: string): TopicAdvice {
  return TOPICS.get(topic)?.advice ?? COMPARE;
}
