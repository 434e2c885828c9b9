import type { z } from 'zod';
import type { CatalogChange, DomainEvent, Reading, ShopChange } from './event.ts';

/** What is known of a delivery beside its body. */
export type Told = {
  topic: string;
  /** When Shopify says it happened, epoch milliseconds. */
  triggeredAt: number | null;
  /** ISO 4217 code; null when not known. */
  shopCurrency: string | null;
};

/** Turns one topic's body, already JSON, into what happened. */
export type Reader = (body: unknown, told: Told) => Reading;

/** A reader that goes on only with a body of a certain shape. */
export function reading<T>(shape: z.ZodType<T>, read: (payload: T, told: Told) => Reading): Reader {
  return (body, told) => {
    const parsed = shape.safeParse(body);
    return parsed.success ? read(parsed.data, told) : unusable(reasonOf(parsed.error));
  };
}

/** A reading of things that happened to people. */
export function happened(...events: DomainEvent[]): Reading {
  return { outcome: 'read', events, catalog: [], shop: [] };
}

/** A reading of a change of the catalogue. */
export function catalogChanged(change: CatalogChange): Reading {
  return { outcome: 'read', events: [], catalog: [change], shop: [] };
}

/** A reading of a change of the installation. */
export function shopChanged(change: ShopChange): Reading {
  return { outcome: 'read', events: [], catalog: [], shop: [change] };
}

/** A delivery to be set aside; `reason` holds no value of it. */
export function unusable(reason: string): Reading {
  return { outcome: 'unusable', reason };
}

/** When no time is told: neither by the payload nor by the delivery. The clock would differ on repeats. */
export function undated(field: string): Reading {
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
