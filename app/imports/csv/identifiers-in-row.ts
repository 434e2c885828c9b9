import type { Identifier } from '#app/events/event.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type { ParsedRow } from './read-row.ts';

const ADDRESSES = /[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/g;

/** Whom a row names: by what was read of it, and by addresses and numbers anywhere in its cells. */
export function identifiersInRow(cells: readonly string[], parsed: ParsedRow): Identifier[] {
  const found: Identifier[] = [];
  const add = (kind: 'email' | 'phone', value: string | null) => {
    if (value !== null) found.push({ kind, value });
  };
  if (parsed.outcome === 'read') {
    add('email', parsed.email);
    add('phone', parsed.phone);
  }
  for (const cell of cells) {
    for (const text of cell.match(ADDRESSES) ?? []) add('email', normalEmail(text));
    add('phone', normalPhone(cell.replace(/^'/, ''), null));
  }
  return found;
}
