import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { planMoves } from './plan-moves.ts';

const end = { id: 'end', kind: 'exit', reason: 'finished' } as const;
const mail = {
  id: 'mail',
  kind: 'email',
  template: 'a',
  class: 'marketing',
  next: 'last',
} as const;

const from = triedJourney([
  { id: 'same', kind: 'wait', ms: DAY, next: 'other' },
  {
    id: 'other',
    kind: 'wait_for',
    events: ['order.shipped'],
    maxMs: DAY,
    next: 'gone',
    timeout: 'gone',
  },
  { id: 'gone', kind: 'wait', ms: DAY, next: 'became-mail' },
  { id: 'became-mail', kind: 'wait', ms: DAY, next: 'end' },
  end,
]);
const to = triedJourney(
  [
    { id: 'same', kind: 'wait', ms: HOUR, next: 'other' },
    { id: 'other', kind: 'wait', ms: HOUR, next: 'became-mail' },
    { ...mail, id: 'became-mail' },
    { id: 'last', kind: 'wait', ms: HOUR, next: 'end' },
    end,
  ],
  { version: 2 },
);

const occupied = ['became-mail', 'gone', 'same', 'other', 'never-was'].map((stepId, index) => ({
  stepId,
  people: index + 1,
}));

test('people stay where the step waits alike, wait again where it waits otherwise, and else leave', () => {
  expect(planMoves(from, to, occupied)).toEqual([
    { stepId: 'same', people: 3, landing: { kind: 'stays', stepId: 'same' } },
    { stepId: 'other', people: 4, landing: { kind: 'waits_again', stepId: 'other' } },
    { stepId: 'gone', people: 2, landing: { kind: 'exits' } },
    { stepId: 'became-mail', people: 1, landing: { kind: 'exits' } },
    { stepId: 'never-was', people: 5, landing: { kind: 'exits' } },
  ]);
});

test('a step that the merchant chose is where people go who would leave, and no others', () => {
  const mapping = {
    gone: 'last',
    'became-mail': 'became-mail',
    same: 'last',
    'never-was': 'nowhere',
  };
  expect(planMoves(from, to, occupied, mapping).map(({ landing }) => landing)).toEqual([
    { kind: 'stays', stepId: 'same' },
    { kind: 'waits_again', stepId: 'other' },
    { kind: 'stays', stepId: 'last' },
    { kind: 'goes_on', stepId: 'became-mail' },
    { kind: 'exits' },
  ]);
});
