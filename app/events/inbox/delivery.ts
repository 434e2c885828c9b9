import type { EventKind } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';

/** Something received about a shop. The key makes it one delivery however often it is sent. */
export type Delivery = {
  key: string;
  topic: string;
  receivedAt: number;
  triggeredAt: number | null;
  body: Uint8Array;
};

/**
 * A delivery that the app sends to itself, such as a click on a link in a mail.
 * @param key what it is about; it may name a person, and is remembered after them, so only its hash is kept
 */
export function internalDelivery(kind: EventKind, key: string, at: number, body: object): Delivery {
  return {
    key: `tendril:${kind}:${idOf(kind, key)}`,
    topic: `tendril/${kind}`,
    receivedAt: at,
    triggeredAt: at,
    body: Buffer.from(JSON.stringify(body)),
  };
}
