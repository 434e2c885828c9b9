import { cut } from '#app/lib/cut.ts';
import { later, newest } from './dated.ts';
import type { Dated, ProfileState } from './profile.ts';

/** By what a person is written to. */
export type ContactTrait = 'email' | 'phone';

/** What the customer's own record in Shopify told of an address or number. */
export type ContactRecord = {
  /** Whether it ever told one; then what was typed elsewhere counts no more. */
  told: boolean;
  /** When it last told that there is none, epoch milliseconds; null when it has one, or never told. */
  goneAt: number | null;
};

type Contact = { known: Dated<string> | null; record: ContactRecord };
type Contacts = Pick<ProfileState, ContactTrait | 'record'>;

const NO_RECORD: ContactRecord = { told: false, goneAt: null };

/**
 * The address and number of a person whose facts stand in two places. The customer's own record says which is
 * theirs, from the first that it told, and that there is none any more. Until then it is the newest that was told
 * anywhere: what is typed at a checkout or in a form may be anybody's. Associative, and the same in any order.
 */
export function joinContacts(a: Contacts, b: Contacts): Contacts {
  const [email, phone] = [joined(a, b, 'email'), joined(a, b, 'phone')];
  const record: ProfileState['record'] = {};
  if (isTold(email.record)) record.email = email.record;
  if (isTold(phone.record)) record.phone = phone.record;
  return { email: email.known, phone: phone.known, record };
}

/** What an event tells of an address or number. */
export type ToldContact = {
  /** Told beside whatever happened; null when nothing was. */
  written: string | null;
  /** In the customer's own record: null when it has none, undefined when it was not told. */
  recorded: string | null | undefined;
  at: number;
  by: string;
};

/** The address and number that events told, as a person has them. */
export function toldContacts(
  { email, phone }: Record<ContactTrait, ToldContact>,
  bytes: Record<ContactTrait, number>,
): Contacts {
  return [contactOf('email', email, bytes.email), contactOf('phone', phone, bytes.phone)].reduce(
    joinContacts,
  );
}

/** What is known of records of a person who was saved before that was kept: what told the address says it. */
export function recordsBefore({
  email,
  phone,
}: Pick<ProfileState, ContactTrait>): Contacts['record'] {
  const record: Contacts['record'] = {};
  if (email?.by === 'customer') record.email = { told: true, goneAt: null };
  if (phone?.by === 'customer') record.phone = { told: true, goneAt: null };
  return record;
}

function contactOf(
  trait: ContactTrait,
  { written, recorded, at, by }: ToldContact,
  bytes: number,
): Contacts {
  const value = recorded ?? written;
  const known = value === null ? null : { value: cut(value, bytes), at, by };
  const record =
    recorded === undefined
      ? {}
      : { [trait]: { told: recorded !== null, goneAt: recorded === null ? at : null } };
  return { email: null, phone: null, [trait]: known, record };
}

function joined(a: Contacts, b: Contacts, trait: ContactTrait): Contact {
  const sides = [a, b].map((side) => ({
    known: side[trait],
    record: side.record[trait] ?? NO_RECORD,
  }));
  const record = sides
    .map((side) => side.record)
    .reduce((one, other) => ({
      told: one.told || other.told,
      goneAt: later(one.goneAt, other.goneAt),
    }));
  const known = sides
    .filter((side) => side.record.told || !record.told)
    .map((side) => side.known)
    .reduce(newest, null);
  if (!record.told || known === null) return { known, record };
  // Of the two only the newer counts from now on, so only that is kept.
  return known.at < (record.goneAt ?? -Infinity)
    ? { known: null, record }
    : { known, record: { told: true, goneAt: null } };
}

function isTold({ told, goneAt }: ContactRecord): boolean {
  return told || goneAt !== null;
}
