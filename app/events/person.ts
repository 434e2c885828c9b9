import type { Identifier, IdentifierKind, Traits } from './event.ts';
import { objectId, type Purchase } from './shopify-payload.ts';

/** The identifiers that were told, in the order given. At least one must be: an event belongs to somebody. */
export function identifiersOf(
  ...told: [kind: IdentifierKind, value: string | null][]
): [Identifier, ...Identifier[]] {
  const [first, ...others] = told.flatMap(([kind, value]) =>
    value === null ? [] : [{ kind, value }],
  );
  if (!first) throw new Error('An event needs an identifier. Let its payload schema demand one.');
  return [first, ...others];
}

/** The traits that were told; the others are left out, so that they never overwrite what is known. */
export function traitsOf(told: { [Trait in keyof Traits]: Traits[Trait] | null }): Traits {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}

/** The customer id behind a checkout or an order, null for a guest. */
export function buyerId(purchase: Purchase): string | null {
  return purchase.customer ? objectId(purchase.customer) : null;
}

/** Who a checkout or an order says its buyer is. */
export function buyerTraits(purchase: Purchase, email: string | null): Traits {
  const { customer, shipping_address: shipping, billing_address: billing } = purchase;
  const home = shipping ?? billing ?? customer?.default_address ?? null;
  return traitsOf({
    customerId: buyerId(purchase),
    email,
    phone: purchase.phone ?? customer?.phone ?? null,
    firstName: customer?.first_name ?? home?.first_name ?? null,
    lastName: customer?.last_name ?? home?.last_name ?? null,
    country: home?.country_code ?? null,
    locale: purchase.customer_locale,
    company: home?.company ?? null,
  });
}
