import { holdsAddress } from '#app/lib/holds-address.ts';
import { nameOrNull } from '#app/lib/person-name.ts';

/** A name as long as it is one: what holds an address would be a link in a mail of the shop. */
export function plainName(text: string | null): string | null {
  const name = nameOrNull(text);
  return name === null || holdsAddress(name) ? null : name;
}
