import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactsOf, mergeContacts, recordsBefore, type EventContact } from './contact.ts';
import { newProfile } from './profile.ts';

const BYTES = { email: 254, phone: 40 };
const NOTHING = { written: null, recorded: undefined, at: 0, by: 'order' };

function email(given: Partial<EventContact>) {
  return contactsOf({ email: { ...NOTHING, ...given }, phone: NOTHING }, BYTES);
}

function typed(written: string, at: number) {
  return email({ written, at });
}

function recorded(address: string | null, at: number) {
  return email({ recorded: address, at });
}

test.each<[says: string, given: ReturnType<typeof email>[], address: string | null]>([
  ['the newest typed', [typed('a', 1), typed('b', 2)], 'b'],
  ['the record, not what was typed later', [recorded('own', 1), typed('b', 2)], 'own'],
  ['the record beside what was typed', [email({ written: 'b', recorded: 'own', at: 1 })], 'own'],
  ['the newest of the record', [recorded('own', 1), recorded('new', 2)], 'new'],
  ['none once the record has none', [recorded('own', 1), recorded(null, 2)], null],
  ['a new one of the record', [recorded(null, 2), recorded('new', 3)], 'new'],
  [
    'none although it was typed as well',
    [typed('own', 1), recorded('own', 1), typed('own', 3), recorded(null, 2)],
    null,
  ],
  ['what was typed while no record had any', [recorded(null, 2), typed('b', 1)], 'b'],
])('the address is %s', (_says, given, address) => {
  expect(given.reduce(mergeContacts).email?.value ?? null).toBe(address);
  expect([...given].reverse().reduce(mergeContacts).email?.value ?? null).toBe(address);
});

const contacts = fc
  .record({
    written: fc.constantFrom('a', 'b', null),
    recorded: fc.constantFrom('a', 'c', null, undefined),
    at: fc.nat(4),
    by: fc.constantFrom('order', 'customer'),
  })
  .map(email);

test('it is the same in any order, however it was put together, and received twice', () => {
  fc.assert(
    fc.property(contacts, contacts, contacts, (a, b, c) => {
      const merged = mergeContacts(mergeContacts(a, b), c);
      expect(mergeContacts(c, mergeContacts(b, a))).toEqual(merged);
      expect(mergeContacts(mergeContacts(c, a), b)).toEqual(merged);
      expect(mergeContacts(merged, a)).toEqual(merged);
      expect(mergeContacts(newProfile(0), merged)).toEqual(merged);
    }),
  );
});

test('of people saved before, what a customer record said last counts as its own', () => {
  const saved = { email: { value: 'a', at: 1, by: 'customer' }, phone: { value: '1', at: 1 } };
  expect(recordsBefore(saved)).toEqual({ email: { hadOne: true, goneAt: null } });
});
