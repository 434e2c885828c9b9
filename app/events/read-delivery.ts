import type { Reading } from './event.ts';
import { parseBody } from './parse-body.ts';
import { READERS } from './topics.ts';

/** What is needed of a stored delivery to read it. */
export type ReadableDelivery = {
  topic: string;
  /** When Shopify says it happened, epoch milliseconds; null when the delivery did not tell. */
  triggeredAt: number | null;
  /** When we took it in. Nothing is derived from it: a repeat comes in later and must read the same. */
  receivedAt: number;
  body: Uint8Array;
  /** The shop's ISO 4217 currency, needed for product prices; without it they are taken as having two decimals. */
  shopCurrency?: string;
};

/**
 * What a delivery says. The same delivery always reads the same, down to the ids of its events.
 * @returns never throws: what cannot be used comes back as `unusable` with the field at fault
 */
export function readDelivery({
  topic,
  triggeredAt,
  body,
  shopCurrency,
}: ReadableDelivery): Reading {
  const reader = READERS.get(topic);
  if (!reader) return { outcome: 'unknown_topic' };
  const parsed = parseBody(body);
  if (parsed.outcome === 'unusable') return parsed;
  return reader(parsed.value, { topic, triggeredAt, shopCurrency: shopCurrency ?? null });
}
