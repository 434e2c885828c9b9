import { expect, test } from 'vitest';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { admittedEvent } from './admit-event.ts';

const ERASED_AT = 1_000;
const email: Identifier = { kind: 'email', value: 'ada@shop.example' };
const phone: Identifier = { kind: 'phone', value: '+442079460018' };
const customer: Identifier = { kind: 'customer', value: '1' };
const order: Identifier = { kind: 'order', value: '7' };
const other: Identifier = { kind: 'customer', value: '2' };
const visitor: Identifier = { kind: 'visitor', value: 'v' };
const ERASED = [email, phone, customer, order];

function erasedAt({ kind, value }: Identifier): number | null {
  return ERASED.some((one) => one.kind === kind && one.value === value) ? ERASED_AT : null;
}

function eventOf(
  identifiers: [Identifier, ...Identifier[]],
  at: number,
  change: object = {},
): DomainEvent {
  const traits = { email: email.value, phone: phone.value };
  const base = { kind: 'customer.changed', id: 'e', topic: 'customers/update', traitsAt: at };
  return { ...base, at, identifiers, traits, ...change } as DomainEvent;
}

const REFUSED: [title: string, event: DomainEvent][] = [
  ['an old webhook of the customer', eventOf([customer, email], 500)],
  ['a late webhook of the customer', eventOf([customer], 2_000)],
  ['a change of an order of theirs', eventOf([order, visitor], 2_000)],
  ['what the address did before', eventOf([email], ERASED_AT)],
  ['what the number did before', eventOf([phone, visitor], 999)],
  ['a row of a file, whatever date it gives', eventOf([email], 5_000, { topic: 'import/people' })],
  ['an answer to an email', eventOf([email], 5_000, { topic: 'tendril/mail.clicked' })],
  [
    'a merge of customers of which one is erased',
    eventOf([other], 5_000, { kind: 'customer.merged', keptId: '2', deletedId: '1' }),
  ],
  [
    'what the address agreed to before, told with another customer',
    eventOf([other, email], 500, { kind: 'consent.changed', channel: 'email' }),
  ],
];

test.each(REFUSED)('%s is refused', (_title, event) => {
  expect(admittedEvent(event, erasedAt)).toBeNull();
});

test.each([
  ['what the address does afterwards', eventOf([email], ERASED_AT + 1)],
  ['what a new customer with the address does afterwards', eventOf([other, email], 2_000)],
  ['what was never erased', eventOf([other, visitor], 1)],
])('%s is admitted as it is', (_title, event) => {
  expect(admittedEvent(event, erasedAt)).toBe(event);
});

test('what another customer did with the erased address and number is kept without them', () => {
  const event = eventOf([other, email, phone], 500);
  expect(admittedEvent(event, erasedAt)).toMatchObject({ identifiers: [other], traits: {} });
  expect(admittedEvent(event, erasedAt)?.traits).toEqual({});
});
