import { domainToUnicode } from 'node:url';
import { emailDomain } from './free-mail.ts';

/**
 * The ways in which a stored address may stand in a text that others wrote: its domain in ASCII, in the letters of
 * its language, and with the marks of these as characters of their own.
 * @param email as `normalEmail` gives it
 */
export function writtenEmails(email: string): string[] {
  const domain = emailDomain(email);
  const shown = email.slice(0, email.length - domain.length) + domainToUnicode(domain);
  return [...new Set([email, shown, shown.normalize('NFD')])].filter((text) => !text.endsWith('@'));
}
