import { z } from 'zod';

/** Longest address a mail path can carry (RFC 5321, 4.5.3.1.3, less its angle brackets). */
const LONGEST = 254;
const NOT_ASCII = /[^\p{ASCII}]/u;
/** Characters that a URL parser would treat as the end of a host, or decode; no domain has one of them. */
const NO_DOMAIN = /[\s/\\?#:@%[\]]/;
/** A domain of the internet: two labels or more. */
const PUBLIC_DOMAIN = /@[^@]+\.[^@.]+$/;

/**
 * An email address the way we compare and store it: trimmed, lower-cased, its domain in ASCII (UTS 46), which is
 * the form that every mail server takes.
 * @returns null when the text is no address, or has letters before the @ that are not ASCII: only servers with
 *   SMTPUTF8 take those, and which have it is not known
 */
export function normalEmail(text: string): string | null {
  const written = text.trim().toLowerCase();
  if (written.length > LONGEST) return null;
  const address = withAsciiDomain(written);
  return address.length <= LONGEST && z.regexes.html5Email.test(address) ? address : null;
}

function withAsciiDomain(written: string): string {
  const at = written.lastIndexOf('@') + 1;
  const domain = written.slice(at);
  if (at === 0 || !NOT_ASCII.test(domain) || NO_DOMAIN.test(domain)) return written;
  const url = `https://${domain}`;
  return URL.canParse(url) ? written.slice(0, at) + new URL(url).hostname : written;
}

/** An address as `normalEmail` gives it, in something that we wrote ourselves. */
export const StoredEmail = z
  .string()
  .refine((text) => normalEmail(text) === text, 'Expected an email address.');

/**
 * An address that a person types into a form, as `normalEmail` gives it.
 * @param message what to enter when it is none
 */
export function typedEmail(message: string) {
  return z
    .string(message)
    .trim()
    .transform((text, context) => {
      const address = normalEmail(text);
      if (address !== null && PUBLIC_DOMAIN.test(address) && !address.includes('..'))
        return address;
      context.addIssue({
        code: 'custom',
        message: NOT_ASCII.test(localPart(text)) ? UNSENT : message,
        // What else is wrong with the form is said as well.
        continue: true,
      });
      return z.NEVER;
    });
}

const UNSENT =
  'Use an email address with plain letters before the @: many mail servers refuse others.';

function localPart(text: string): string {
  return text.slice(0, Math.max(0, text.lastIndexOf('@')));
}
