import { z } from 'zod';

/** Longest address a mail path can carry (RFC 5321, 4.5.3.1.3, less its angle brackets). */
const LONGEST = 254;

/**
 * An e-mail address the way we compare and store it: trimmed and lower-cased.
 * @returns null when the text is no address
 */
export function normalEmail(text: string): string | null {
  const address = text.trim().toLowerCase();
  return address.length <= LONGEST && z.regexes.html5Email.test(address) ? address : null;
}
