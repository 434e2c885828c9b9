import type { BodyShape } from '#app/events/payloads/body-shape.ts';
import type { TopicHandler } from './topic-handler.ts';

/** What can be done about a topic that went silent. */
export type TopicAdvice = { text: string; action: 'compare' | 'pixel' | 'keys' };

/** All about the topics that share a payload and what becomes of it; a resource is one file. */
export type TopicRecord = {
  /** As the sender names them. */
  names: readonly [string, ...string[]];
  handler: TopicHandler;
  /**
   * How Shopify comes to send it: subscribed to in shopify.app.toml, as a topic or as one of compliance; null when it
   * does not, or need not.
   */
  subscription: 'topic' | 'compliance' | null;
  /** What something comes from that a delivery of it carried: "an order". */
  origin: string;
  /** What distinguishes its bodies from those of other topics; left out where any body may be one. */
  shape?: BodyShape;
  /** It comes at no regular time, as a user's request or our own doing does: its silence says nothing. */
  isIrregular?: true;
  /** Shopify may send it after the app was removed. */
  isSentAfterUninstall?: true;
  /** A browser sent it, unsigned. */
  isFromBrowser?: true;
  /** What to do when it goes silent; left out where a comparison with Shopify helps. */
  advice?: TopicAdvice;
};
