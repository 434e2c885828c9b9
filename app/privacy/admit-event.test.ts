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
const GONE = { erasedAt, isBack: () => false };
const BACK = { erasedAt, isBack: ({ kind }: Identifier) => kind === 'email' };

function eventOf(
  identifiers: [Identifier, ...Identifier[]],
  at: number,
  change: object = {},
): DomainEvent {
  const has = (one: Identifier) => identifiers.includes(one);
  const traits = {
    ...(has(email) ? { email: email.value } : {}),
    ...(has(phone) ? { phone: phone.value } : {}),
  };
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
    'what the address agreed to before, received with another customer',
    eventOf([other, email], 500, { kind: 'consent.changed', channel: 'email' }),
  ],
];

test.each(REFUSED)('%s is refused', (_title, event) => {
  expect(admittedEvent(event, GONE)).toBeNull();
});

test.each([
  ['what the address does afterwards', eventOf([email], ERASED_AT + 1)],
  ['what a new customer with the address does afterwards', eventOf([other, email], 2_000)],
  ['what was never erased', eventOf([other, visitor], 1)],
])('%s is admitted as it is', (_title, event) => {
  expect(admittedEvent(event, GONE)).toBe(event);
});

test('what another customer did with the erased address and number is kept without them', () => {
  const event = eventOf([other, email, phone], 500);
  expect(admittedEvent(event, GONE)).toMatchObject({ identifiers: [other], traits: {} });
  expect(admittedEvent(event, GONE)?.traits).toEqual({});
});

test('an erased address that another customer typed is left out of what arrives late, and what they did stays', () => {
  const traits = { email: email.value, phone: '+442079460019', firstName: 'Bob' };
  const event = eventOf([other], 500, { traits });
  const { email: _typed, ...kept } = traits;
  expect(admittedEvent(event, GONE)).toEqual({ ...event, traits: kept });
  const afterwards = eventOf([other], 2_000, { traits });
  expect(admittedEvent(afterwards, GONE)).toBe(afterwards);
});

const FILE = { topic: 'import/people' };
const REFUSAL = { ...FILE, kind: 'consent.changed', channel: 'email', state: 'unsubscribed' };
test.each([
  ['what a file says of an address that came back', eventOf([email], 2_000, FILE), true],
  ['a refusal of before in it', eventOf([email], 500, REFUSAL), true],
  ['anything else of before in it', eventOf([email], 500, FILE), false],
  ['an opt-in of before in it', eventOf([email], 500, { ...REFUSAL, state: 'subscribed' }), false],
  ['the number beside it, which did not come back', eventOf([phone], 2_000, FILE), false],
])('%s: %#', (_title, event, isAdmitted) => {
  expect(admittedEvent(event, BACK)).toBe(isAdmitted ? event : null);
});
