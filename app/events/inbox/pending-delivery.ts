import type { ParsedDelivery } from '#app/events/event.ts';

/** A delivery with its outcome. */
export type CompletedDelivery = {
  delivery: PendingDelivery;
  outcome: 'processed' | 'unknown' | 'quarantined' | 'repeated';
  reason: string | null;
  parsed: ParsedDelivery | null;
};

/** A delivery in the inbox. */
export type PendingDelivery = {
  key: string;
  topic: string;
  receivedAt: number;
  triggeredAt: number | null;
  body: Buffer;
};
