import type { Identifier } from '#app/events/event.ts';

/** What a proxied request says about who is looking, and at what. Only the customer is vouched for. */
export type Visit = {
  customerId: string | null;
  visitor: string | null;
  cart: string | null;
  productId: string | null;
};

export const ANONYMOUS_VISIT: Visit = {
  customerId: null,
  visitor: null,
  cart: null,
  productId: null,
};

/** A visit's identifiers, the strongest first. */
export function visitIdentifiers(visit: Visit): Identifier[] {
  const given = [
    { kind: 'customer' as const, value: visit.customerId },
    { kind: 'cart' as const, value: visit.cart },
    { kind: 'visitor' as const, value: visit.visitor },
  ];
  return given.flatMap(({ kind, value }) => (value === null ? [] : [{ kind, value }]));
}
