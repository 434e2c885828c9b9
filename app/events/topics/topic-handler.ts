import type { z } from 'zod';
import type { AccountChange } from '#app/events/account-change.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { ShopChange } from '#app/events/shop-change.ts';
import type { DomainEvent, ParsedDelivery } from '#app/events/event.ts';

/** What is known of a delivery beside its body. */
export type DeliveryContext = {
  topic: string;
  /** When an unsigned header says it happened, epoch milliseconds; never the date of a consent. */
  triggeredAt: number | null;
  /** When we took it in, by our own clock, epoch milliseconds; a consent is never dated later. */
  receivedAt: number;
  /** Whether it is an object of a bulk file in the words of a webhook. */
  isRecord: boolean;
  /** ISO 4217 code; null when not known. */
  shopCurrency: string | null;
  /** Whether orders paid with test money count, as in a development store. */
  countsTestOrders: boolean;
  /** Reports an optional value that cannot be read. */
  reportIssue(field: string, problem: string, raw: string): void;
};

/** Turns one topic's body, already JSON, into what happened. */
export type TopicHandler = (body: unknown, delivery: DeliveryContext) => ParsedDelivery;

/** A handler that reads only bodies of a certain shape. */
export function defineTopicHandler<T>(
  shape: z.ZodType<T>,
  read: (payload: T, delivery: DeliveryContext) => ParsedDelivery,
): TopicHandler {
  return (body, delivery) => {
    const parsed = shape.safeParse(body);
    return parsed.success ? read(parsed.data, delivery) : unusable(reasonOf(parsed.error));
  };
}

const EMPTY_DELIVERY: ParsedDelivery & { outcome: 'read' } = {
  outcome: 'read',
  events: [],
  catalog: [],
  shop: [],
  accounts: [],
  dataIssues: [],
};

/** A delivery of events of people. */
export function parsedEvents(...events: DomainEvent[]): ParsedDelivery {
  return { ...EMPTY_DELIVERY, events };
}

/** A delivery of a change of the catalogue. */
export function catalogChanged(change: CatalogChange): ParsedDelivery {
  return { ...EMPTY_DELIVERY, catalog: [change] };
}

/** A delivery of a change of the installation. */
export function shopChanged(change: ShopChange): ParsedDelivery {
  return { ...EMPTY_DELIVERY, shop: [change] };
}

/** A delivery of changes of companies, and of the events of people that follow. */
export function accountsChanged(
  accounts: AccountChange[],
  ...events: DomainEvent[]
): ParsedDelivery {
  return { ...EMPTY_DELIVERY, accounts, events };
}

/** A delivery to be quarantined; `reason` holds no value of it. */
export function unusable(reason: string): ParsedDelivery {
  return { outcome: 'unusable', reason };
}

/** When neither the payload nor the delivery has a time. The clock would differ on repeats. */
export function undated(field: string): ParsedDelivery {
  return unusable(
    `${field}: expected an ISO 8601 time, or the delivery to tell when it was triggered`,
  );
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'body: expected another shape';
  const field = issue.path.reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
    '',
  );
  return `${field || 'body'}: ${issue.message}`;
}
