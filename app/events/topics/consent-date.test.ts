import { expect, test } from 'vitest';
import type { ConsentEvidence, ConsentState } from '#app/events/event.ts';
import { dateConsent } from './consent-date.ts';

const RECEIVED = Date.UTC(2026, 10, 20, 12);
const BEFORE = RECEIVED - 3_600_000;
const FUTURE = RECEIVED + 3_600_000;

/** An opt-in without a date, in a record of before. */
const UNDATED = {
  state: 'subscribed' as ConsentState,
  date: null as number | null,
  recordedAt: BEFORE as number | null,
  isRecord: true,
};

test.each<[says: string, change: Partial<typeof UNDATED>, at: number, evidence: ConsentEvidence]>([
  ['a record without a date', {}, BEFORE, 'claim'],
  ['a record that lies in the future', { recordedAt: FUTURE }, RECEIVED, 'claim'],
  ['a record of no time', { recordedAt: null }, RECEIVED, 'claim'],
  ['a dated record', { date: BEFORE - 1 }, BEFORE - 1, 'record'],
  ['a webhook without a date', { isRecord: false }, RECEIVED, 'claim'],
  ['a record with a future date', { date: FUTURE }, RECEIVED, 'claim'],
  ['a refusal without a date', { state: 'unsubscribed' }, RECEIVED, 'record'],
])('the moment and the evidence of %s', (_says, change, at, evidence) => {
  const { state, date, recordedAt, isRecord } = { ...UNDATED, ...change };
  expect(dateConsent(state, date, recordedAt, { receivedAt: RECEIVED, isRecord })).toEqual({
    at,
    evidence,
  });
});
