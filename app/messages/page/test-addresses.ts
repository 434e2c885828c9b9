import { typedEmail } from '#app/lib/email-address.ts';

/** How many addresses one test goes to. */
export const MOST_TEST_ADDRESSES = 5;
/** More are not looked at. */
const LONGEST = 2_000;

/** The addresses of a test as mails are sent to them, or what to correct. */
export type TestAddresses =
  { outcome: 'read'; addresses: string[] } | { outcome: 'invalid'; message: string };

const Address = typedEmail('');

/** Reads the addresses that a member of staff typed, with commas, semicolons or spaces between them. */
export function readTestAddresses(typed: unknown): TestAddresses {
  if (typeof typed !== 'string' || typed.length > LONGEST)
    return invalid('Enter an email address.');
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return invalid('Enter an email address.');
  const addresses = new Set<string>();
  for (const part of parts) {
    const read = Address.safeParse(part);
    if (!read.success) return invalid(`Correct the email address “${part.slice(0, 100)}”.`);
    addresses.add(read.data);
  }
  return addresses.size > MOST_TEST_ADDRESSES
    ? invalid(`Enter ${String(MOST_TEST_ADDRESSES)} addresses at most.`)
    : { outcome: 'read', addresses: [...addresses] };
}

function invalid(message: string): TestAddresses {
  return { outcome: 'invalid', message };
}
