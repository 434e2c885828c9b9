import { z } from 'zod';

/** Kinds of address that a link in an email may have. */
const PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:', 'tel:']);
/** Longer ones are cut by programs that read email. */
const MOST_CHARACTERS = 2_000;

/** Where a link leads: to what the email is about, to the first page of the shop, or to an address. */
export const LinkTarget = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('action') }),
  z.strictObject({ to: z.literal('shop') }),
  z.strictObject({ to: z.literal('address'), address: z.string().max(MOST_CHARACTERS) }),
]);
export type LinkTarget = z.infer<typeof LinkTarget>;

/** Whether an address can stand in an email: a whole one, of a web page, an email or a phone. */
export function isLinkAddress(address: string): boolean {
  // A URL parser drops line ends and tabs in the middle; an email program may not.
  if (/[\s\p{Cc}]/u.test(address) || !URL.canParse(address)) return false;
  return PROTOCOLS.has(new URL(address).protocol);
}

/** What is wrong with a link, as a sentence with what to do; null when nothing is. */
export function linkProblem(link: LinkTarget): string | null {
  if (link.to !== 'address' || isLinkAddress(link.address)) return null;
  return link.address === ''
    ? 'A link leads nowhere. Give it an address.'
    : 'The address of a link cannot be used. Write it as https://…';
}
