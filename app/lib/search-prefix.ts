import { normalEmail } from './email-address.ts';

/** Characters of a text that are kept for the search, see the migration of profile_search. */
const TOKEN_LENGTH = 60;

/** What was typed, as words are kept: in lower case, from its first letter or digit on; an address as it is stored. */
export function searchPrefix(search: string): string {
  const typed = normalEmail(search) ?? search.toLowerCase();
  const words = typed.replace(/^[^\p{L}\p{N}]+/u, '');
  // What has neither letter nor digit is in no word.
  return search === '' || words !== '' ? [...words].slice(0, TOKEN_LENGTH).join('') : search;
}
