import { z } from 'zod';
import type { Identifier, IdentifierKind } from '#app/events/event.ts';
import { normalEmail } from '#app/lib/email-address.ts';

/** Everything that leads to one person. */
export type PersonIdentifiers = {
  identifiers: Identifier[];
  profileIds: string[];
};

/** What an erasure under way has still to look for, as it is kept between two tries. */
export const PersonIdentifiers = z.object({
  identifiers: z.array(
    z.object({
      kind: z.enum(['customer', 'email', 'order', 'visitor', 'cart', 'checkout', 'phone']),
      value: z.string(),
    }),
  ),
  profileIds: z.array(z.string()),
});

const optionalId = z
  .union([z.number().int().transform(String), z.string()])
  .nullish()
  .catch(null);
/** Read one by one: an id that cannot be read costs no other. */
const idList = z
  .array(optionalId)
  .transform((ids) => ids.filter((id) => typeof id === 'string'))
  .nullish()
  .catch(null);

/** A request of Shopify's about a customer, as it was stored. Ids are digits. */
const CustomerRequest = z.object({
  customer: z
    .object({
      id: optionalId,
      email: z.string().nullish().catch(null),
      phone: z.string().nullish().catch(null),
    })
    .nullish()
    .catch(null),
  orders_requested: idList,
  orders_to_redact: idList,
});

/**
 * Who a request is about, in its own words.
 * @param request the body as it was stored; what cannot be read of it is left out
 */
export function identifiersInRequest(request: unknown): Identifier[] {
  const parsed = CustomerRequest.safeParse(request);
  if (!parsed.success) return [];
  const { customer, orders_requested, orders_to_redact } = parsed.data;
  const email = customer?.email ? normalEmail(customer.email) : null;
  const phone = customer?.phone ?? null;
  const orders = [...(orders_requested ?? []), ...(orders_to_redact ?? [])];
  const carried: [IdentifierKind, string | null | undefined][] = [
    ['customer', customer?.id],
    ['email', email],
    ['phone', phone],
    ...orders.map((id): [IdentifierKind, string] => ['order', id]),
  ];
  return uniqueIdentifiers(
    carried.flatMap(([kind, value]) =>
      value === null || value === undefined ? [] : [{ kind, value }],
    ),
  );
}

/** Each identifier once. */
export function uniqueIdentifiers(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((one) => [`${one.kind}:${one.value}`, one])).values()];
}

/** The values of a kind. */
export function valuesOfKind(identifiers: readonly Identifier[], kind: IdentifierKind): string[] {
  return identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
}
