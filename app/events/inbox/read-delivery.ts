import type { DataIssue, ParsedDelivery } from '#app/events/event.ts';
import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import { bodyShapeFault } from '#app/events/payloads/body-shape.ts';
import { unusable } from '#app/events/topics/topic-handler.ts';
import { TOPICS } from '#app/events/topics/registry.ts';

/** Bytes kept of a value that could not be read: enough to recognise it. */
const LONGEST_RAW = 100;

/** What is needed of a stored delivery to read it. */
export type ReadableDelivery = {
  topic: string;
  /** When Shopify says it happened, epoch milliseconds; null when the delivery does not say. */
  triggeredAt: number | null;
  /**
   * When we took it in. A consent is never dated later; nothing else is derived from it, and no id is: a repeat comes
   * in later and must be known again.
   */
  receivedAt: number;
  /** Whether it is an object of a bulk file in the words of a webhook; false when left out. */
  isRecord?: boolean;
  /** JSON, as UTF-8 or already as text. */
  body: Uint8Array | string;
  /** The shop's ISO 4217 currency, needed for product prices; without it they are taken as having two decimals. */
  shopCurrency?: string;
  /** Whether orders paid with test money count; false when left out. */
  countsTestOrders?: boolean;
};

/**
 * What a delivery says. The same delivery always reads the same, down to the ids of its events.
 * @returns never throws: what cannot be used comes back as `unusable` with the field at fault
 */
export function readDelivery({ body, ...delivery }: ReadableDelivery): ParsedDelivery {
  const topic = TOPICS.get(delivery.topic);
  if (!topic) return { outcome: 'unknown_topic' };
  const parsed = parseBody(body);
  if (parsed.outcome === 'unusable') return parsed;
  const fault = topic.shape ? bodyShapeFault(topic.shape, parsed.value) : null;
  return fault === null ? readPayload(parsed.value, delivery) : unusable(fault);
}

/**
 * The same of a body that was parsed already.
 * @param payload what `parseBody` makes of a body
 */
export function readPayload(
  payload: unknown,
  {
    topic,
    triggeredAt,
    receivedAt,
    isRecord,
    shopCurrency,
    countsTestOrders,
  }: Omit<ReadableDelivery, 'body'>,
): ParsedDelivery {
  const record = TOPICS.get(topic);
  if (!record) return { outcome: 'unknown_topic' };
  const dataIssues: DataIssue[] = [];
  const delivery = record.handler(payload, {
    topic,
    triggeredAt,
    receivedAt,
    isRecord: isRecord ?? false,
    shopCurrency: shopCurrency ?? null,
    countsTestOrders: countsTestOrders ?? false,
    reportIssue: (field, problem, raw) =>
      dataIssues.push({ field, problem, raw: truncateUtf8(raw, LONGEST_RAW) }),
  });
  return delivery.outcome === 'read' ? { ...delivery, dataIssues } : delivery;
}
