import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import type { ContactTrait, ContactRecord, Timestamped, ProfileState } from './profile-state.ts';
import { later, newest } from './timestamped.ts';

type Contact = { known: Timestamped<string> | null; record: ContactRecord };
type Contacts = Pick<ProfileState, ContactTrait | 'record'>;

const NO_RECORD: ContactRecord = { hadOne: false, goneAt: null };

/**
 * The address and number of a person whose facts stand in two places. The customer's own record says which is
 * theirs, from the first that it had, and that there is none any more. Until then it is the newest that was given
 * anywhere: what is typed at a checkout or in a form may be any person's. Associative, and the same in any order.
 */
export function mergeContacts(a: Contacts, b: Contacts): Contacts {
  const [email, phone] = [mergeContact(a, b, 'email'), mergeContact(a, b, 'phone')];
  const record: ProfileState['record'] = {};
  if (isSaid(email.record)) record.email = email.record;
  if (isSaid(phone.record)) record.phone = phone.record;
  return { email: email.known, phone: phone.known, record };
}

/** What an event says of an address or number. */
export type EventContact = {
  /** Given beside whatever happened; null when nothing was. */
  written: string | null;
  /** In the customer's own record: null when it has none, undefined when it was not sent. */
  recorded: string | null | undefined;
  at: number;
  by: string;
};

/** The address and number that events gave, as a person has them. */
export function contactsOf(
  { email, phone }: Record<ContactTrait, EventContact>,
  bytes: Record<ContactTrait, number>,
): Contacts {
  return [contactOf('email', email, bytes.email), contactOf('phone', phone, bytes.phone)].reduce(
    mergeContacts,
  );
}

/** What is known of records of a person who was saved before that was kept: the source of the address says it. */
export function recordsBefore({
  email,
  phone,
}: Pick<ProfileState, ContactTrait>): Contacts['record'] {
  const record: Contacts['record'] = {};
  if (email?.by === 'customer') record.email = { hadOne: true, goneAt: null };
  if (phone?.by === 'customer') record.phone = { hadOne: true, goneAt: null };
  return record;
}

function contactOf(
  trait: ContactTrait,
  { written, recorded, at, by }: EventContact,
  bytes: number,
): Contacts {
  const value = recorded ?? written;
  const known = value === null ? null : { value: truncateUtf8(value, bytes), at, by };
  const record =
    recorded === undefined
      ? {}
      : { [trait]: { hadOne: recorded !== null, goneAt: recorded === null ? at : null } };
  return { email: null, phone: null, [trait]: known, record };
}

function mergeContact(a: Contacts, b: Contacts, trait: ContactTrait): Contact {
  const sides = [a, b].map((side) => ({
    known: side[trait],
    record: side.record[trait] ?? NO_RECORD,
  }));
  const record = sides
    .map((side) => side.record)
    .reduce((one, other) => ({
      hadOne: one.hadOne || other.hadOne,
      goneAt: later(one.goneAt, other.goneAt),
    }));
  const known = sides
    .filter((side) => side.record.hadOne || !record.hadOne)
    .map((side) => side.known)
    .reduce(newest, null);
  if (!record.hadOne || known === null) return { known, record };
  // Of the two only the newer counts from now on, so only that is kept.
  return known.at < (record.goneAt ?? -Infinity)
    ? { known: null, record }
    : { known, record: { hadOne: true, goneAt: null } };
}

function isSaid({ hadOne, goneAt }: ContactRecord): boolean {
  return hadOne || goneAt !== null;
}
