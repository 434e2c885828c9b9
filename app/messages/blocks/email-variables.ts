import { type MailSubject, mailContextOf, mailContexts } from '#app/messages/contexts/registry.ts';

/** A value of the reader or of what the email is about, that a line may show. */
export type EmailVariable = {
  name: string;
  label: string;
  /** What is written in its place at first; empty where the merchant has to think of something. */
  fallback: string;
};

/** Those that every email has. */
const EVERYWHERE: readonly EmailVariable[] = [
  { name: 'firstName', label: 'First name', fallback: 'there' },
  { name: 'shop.name', label: 'Store name', fallback: 'our store' },
  { name: 'product', label: 'First product', fallback: 'this product' },
  { name: 'coupon.words', label: 'Offer', fallback: 'An offer' },
  { name: 'coupon.until', label: 'End of the offer', fallback: 'soon' },
];

/** The variables that an email about a subject may show. Those that are only asked about, such as whether, are not shown. */
function variablesOf(subject: MailSubject): EmailVariable[] {
  const own = Object.entries(mailContextOf(subject).variables);
  return [
    ...EVERYWHERE,
    ...own
      .filter(([, { fallback }]) => typeof fallback !== 'boolean')
      .map(([name, { label, fallback }]) => ({
        name,
        label,
        fallback: typeof fallback === 'string' ? fallback : '',
      })),
  ];
}

/** The variables of every email, whatever it is about. */
export function allVariables(): EmailVariable[] {
  const subjects = Object.keys(mailContexts) as MailSubject[];
  const named = subjects.flatMap(variablesOf).map((one) => [one.name, one] as const);
  return [...new Map(named).values()];
}
