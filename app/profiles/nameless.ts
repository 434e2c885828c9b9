import type { ProfileState } from './profile.ts';

/**
 * Whether a profile is only what was bought without a customer, an email address and a phone number: at a till, or to
 * correct the stock. It is kept as an anonymous order, not as a person: whose the next such order is, is not known.
 */
export function isNameless({ orders, customerId, email, phone }: ProfileState): boolean {
  return (
    orders.placed > orders.cancelled &&
    [customerId, email, phone].every((trait) => trait === null || trait.value === '')
  );
}

/** The same of a row of `profile`, the other way round: that it is a person. */
export const IS_PERSON = `(coalesce(profile.customer_id, '') <> '' or coalesce(profile.email, '') <> ''
  or coalesce(profile.phone, '') <> '' or profile.orders <= 0)`;
