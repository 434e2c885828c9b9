import type { ReceivedField } from '#app/events/inbox/received-fields.ts';

const FIELDS: Record<ReceivedField, string> = {
  customerId: 'the customer',
  email: 'the email address',
  phone: 'the phone number',
  firstName: 'the first name',
  lastName: 'the last name',
  country: 'the country',
  region: 'the region',
  locale: 'the language',
  company: 'the company',
  touch: 'the source of the visit',
};

/** A field in words: "the email address". */
export function fieldWords(field: ReceivedField): string {
  return FIELDS[field];
}

/** What to do about a field that stopped coming. */
export function driftAdvice(field: ReceivedField): string {
  return field === 'touch'
    ? 'Check that a consent banner or a redirect does not cut utm parameters off your links.'
    : 'Check the app’s access to protected customer data in Shopify, and whether your checkout still asks for it.';
}

/** What to do about values that cannot be read, by the end of their field's name. */
export function dataIssueAdvice(field: string): string {
  const name = field.slice(field.lastIndexOf('.') + 1);
  if (/phone/.test(name)) return 'Correct the number in Shopify, with its country code.';
  if (/country|province/.test(name)) return 'Check which app or form writes the address.';
  if (/email/.test(name)) return 'Correct the address in Shopify.';
  if (/currency|price|amount|money/.test(name))
    return 'The rest of the delivery was used. Check which app writes this amount.';
  if (/_at$|date/i.test(name)) return 'Check which app writes this date.';
  return 'Check which app or form writes this field.';
}
