import { HELD_TABLES, type HeldTable } from '#app/profiles/person-tables/registry.ts';
import { valuesOfKind, type PersonIdentifiers } from '../person-identifiers.ts';

/** A condition in SQL with its values; the first value is the shop. */
export type RowCondition = { sql: string; values: unknown[] };

/**
 * Which rows of a table are a person's: by their profiles, and by their identifiers.
 * @returns null when nothing could be theirs
 */
export function rowsOfPerson(
  { table, person }: HeldTable,
  shopId: string,
  { identifiers, profileIds }: PersonIdentifiers,
): RowCondition | null {
  const values: unknown[] = [shopId];
  const place = (value: unknown) => `$${String(values.push(value))}`;
  const either: string[] = [];
  if (profileIds.length > 0)
    for (const column of person.profile)
      either.push(`${table}.${column} = any(${place(profileIds)}::uuid[])`);
  for (const [column, kind] of Object.entries(person.identifiers ?? {})) {
    const known = valuesOfKind(identifiers, kind);
    if (known.length > 0) either.push(`${table}.${column} = any(${place(known)}::text[])`);
  }
  // Kind by kind, so that each is looked up in the index of the identifiers; by "in" all of the shop's would be read.
  if (person.isIdentifier)
    for (const kind of new Set(identifiers.map((one) => one.kind)))
      either.push(
        `${table}.kind = ${place(kind)} and ${table}.value = any(${place(valuesOfKind(identifiers, kind))}::text[])`,
      );
  if (person.further !== undefined) {
    const [emails, phones] = [
      valuesOfKind(identifiers, 'email'),
      valuesOfKind(identifiers, 'phone'),
    ];
    const lists: Record<string, readonly string[]> = {
      $profiles: profileIds,
      $customers: valuesOfKind(identifiers, 'customer'),
      $emails: emails,
      $addresses: [...emails, ...phones],
    };
    const named = person.further.replace(/\$[a-z]+/g, (name) => `${place(lists[name])}::text[]`);
    either.push(`(${named})`);
  }
  if (either.length === 0) return null;
  return { sql: `${table}.shop_id = $1 and (${either.join(' or ')})`, values };
}

/** Which effects are a person's, also those of no profile: mails to an applicant, what is sent to Shopify about a customer. */
export function effectsOfPerson(shopId: string, person: PersonIdentifiers): RowCondition {
  const effects = HELD_TABLES.find(({ table }) => table === 'effect');
  const theirs = effects ? rowsOfPerson(effects, shopId, person) : null;
  if (theirs === null) throw new Error('The registry has to say which effects are a person’s.');
  return theirs;
}
