import { expect, test } from 'vitest';
import { dateConsent } from './consent-date.ts';

const RECEIVED = Date.UTC(2026, 10, 20, 12);
const BEFORE = RECEIVED - 3_600_000;
const AHEAD = RECEIVED + 3_600_000;

test.each([
  ['a record without a date', 'subscribed', null, BEFORE, true, { at: BEFORE, evidence: 'claim' }],
  [
    'a record that lies ahead',
    'subscribed',
    null,
    AHEAD,
    true,
    { at: RECEIVED, evidence: 'claim' },
  ],
  ['a record of no time', 'subscribed', null, null, true, { at: RECEIVED, evidence: 'claim' }],
  [
    'a dated record',
    'subscribed',
    BEFORE - 1,
    BEFORE,
    true,
    { at: BEFORE - 1, evidence: 'record' },
  ],
  [
    'a webhook without a date',
    'subscribed',
    null,
    BEFORE,
    false,
    { at: RECEIVED, evidence: 'claim' },
  ],
  ['a webhook dated ahead', 'subscribed', AHEAD, BEFORE, true, { at: RECEIVED, evidence: 'claim' }],
  [
    'a refusal without a date',
    'unsubscribed',
    null,
    BEFORE,
    true,
    { at: RECEIVED, evidence: 'record' },
  ],
] as const)('of %s: %s', (_says, state, date, recordedAt, isRecord, dated) => {
  expect(dateConsent(state, date, recordedAt, { receivedAt: RECEIVED, isRecord })).toEqual(dated);
});
