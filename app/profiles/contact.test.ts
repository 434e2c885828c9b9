import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinContacts, recordsBefore, contactsOf, type EventContact } from './contact.ts';
import { newProfile } from './profile.ts';

const BYTES = { email: 254, phone: 40 };
const NOTHING = { written: null, recorded: undefined, at: 0, by: 'order' };

function email(given: Partial<EventContact>) {
  return contactsOf({ email: { ...NOTHING, ...given }, phone: NOTHING }, BYTES);
}

test.each<[says: string, given: Partial<EventContact>[], address: string | null]>([
  [
    'the newest typed',
    [
      { written: 'a', at: 1 },
      { written: 'b', at: 2 },
    ],
    'b',
  ],
  [
    'the record, not what was typed later',
    [
      { recorded: 'own', at: 1 },
      { written: 'b', at: 2 },
    ],
    'own',
  ],
  ['the record beside what was typed', [{ written: 'b', recorded: 'own', at: 1 }], 'own'],
  [
    'the newest of the record',
    [
      { recorded: 'own', at: 1 },
      { recorded: 'new', at: 2 },
    ],
    'new',
  ],
  [
    'none once the record has none',
    [
      { recorded: 'own', at: 1 },
      { recorded: null, at: 2 },
    ],
    null,
  ],
  [
    'a new one of the record',
    [
      { recorded: null, at: 2 },
      { recorded: 'new', at: 3 },
    ],
    'new',
  ],
  [
    'none although it was typed as well',
    [
      { written: 'own', at: 1 },
      { recorded: 'own', at: 1 },
      { written: 'own', at: 3 },
      { recorded: null, at: 2 },
    ],
    null,
  ],
  [
    'what was typed while no record had any',
    [
      { recorded: null, at: 2 },
      { written: 'b', at: 1 },
    ],
    'b',
  ],
])('the address is %s', (_says, given, address) => {
  expect(given.map(email).reduce(joinContacts).email?.value ?? null).toBe(address);
  expect([...given].reverse().map(email).reduce(joinContacts).email?.value ?? null).toBe(address);
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
      const joined = joinContacts(joinContacts(a, b), c);
      expect(joinContacts(c, joinContacts(b, a))).toEqual(joined);
      expect(joinContacts(joinContacts(c, a), b)).toEqual(joined);
      expect(joinContacts(joined, a)).toEqual(joined);
      expect(joinContacts(newProfile(0), joined)).toEqual(joined);
    }),
  );
});

test('of people saved before, what a customer record said last counts as its own', () => {
  const saved = { email: { value: 'a', at: 1, by: 'customer' }, phone: { value: '1', at: 1 } };
  expect(recordsBefore(saved)).toEqual({ email: { hadOne: true, goneAt: null } });
});
