import { describe, expect, test } from 'vitest';
import type { ImportField, FileKind } from './fields.ts';
import { readDate } from './read-date.ts';
import { readRow, type ParsedRow } from './read-row.ts';
import { suppressionOf } from './consent-cells.ts';

const UPLOADED_AT = Date.UTC(2026, 10, 21);
const GIVEN_AT = Date.UTC(2024, 2, 14);

function read(row: Partial<Record<ImportField, string>>, kind: FileKind = 'csv'): ParsedRow {
  const filled = { email: 'ada@fern.example', ...row };
  const mapping = Object.keys(filled) as ImportField[];
  return readRow(Object.values(filled), {
    kind,
    mapping,
    uploadedAt: UPLOADED_AT,
    timeZone: 'UTC',
  });
}

const PROVEN = { emailState: 'Subscribed', emailAt: '2024-03-14', emailSource: 'Form' };

describe('no person is subscribed without proof', () => {
  test('with a date and a source they are, with both kept', () => {
    expect(
      read({ ...PROVEN, emailWording: 'News, please', emailPage: 'https://a.b' }),
    ).toMatchObject({
      intents: [
        {
          channel: 'email',
          state: 'subscribed',
          at: GIVEN_AT,
          source: 'import:csv: Form',
          wording: 'News, please',
          page: 'https://a.b',
        },
      ],
      refused: [],
    });
  });

  test.each<[string, Partial<Record<ImportField, string>>, string]>([
    ['no date', { emailAt: '' }, 'no_date'],
    ['no source', { emailSource: ' ' }, 'no_source'],
    ['a number for a source', { emailSource: '-8' }, 'no_source'],
    ['a date that means two days', { emailAt: '03/04/2024' }, 'unreadable_date'],
    ['a date to come', { emailAt: '2030-01-01' }, 'unreadable_date'],
    ['an unknown word', { emailState: 'perhaps' }, 'unknown_state'],
    ['a bounce beside it', { suppression: 'HARD_BOUNCE' }, 'suppressed'],
    ['a complaint beside it', { suppression: 'Marked as spam' }, 'suppressed'],
  ])('with %s they are not, and it is reported', (_name, row, reason) => {
    expect(read({ ...PROVEN, ...row })).toMatchObject({
      outcome: 'read',
      intents: [],
      refused: [{ channel: 'email', reason }],
    });
  });

  test.each<[string, FileKind, Partial<Record<ImportField, string>>]>([
    ['never asked', 'klaviyo_profiles', { emailState: 'NEVER_SUBSCRIBED' }],
    ['not confirmed', 'csv', { emailState: 'pending' }],
    ['no longer marketing', 'csv', { emailState: 'no' }],
    ['without a word', 'csv', { emailState: '' }],
    ['non-subscribed in Mailchimp', 'mailchimp_nonsubscribed', { emailState: 'yes' }],
  ])('%s changes nothing', (_name, kind, row) => {
    expect(read({ ...PROVEN, ...row }, kind)).toMatchObject({
      intents: [],
      refused: [],
      suppression: null,
    });
  });

  test('a text message needs a number and its own proof', () => {
    const sms = { smsState: 'Subscribed', smsAt: '2024-03-14', smsSource: 'Form' };
    expect(read({ ...sms, phone: '+442079460001' })).toMatchObject({
      phone: '+442079460001',
      intents: [{ channel: 'sms', state: 'subscribed', at: GIVEN_AT }],
    });
    expect(read(sms)).toMatchObject({ refused: [{ channel: 'sms', reason: 'no_address' }] });
    expect(read({ ...sms, smsAt: '', phone: '+442079460001' })).toMatchObject({
      refused: [{ channel: 'sms', reason: 'no_date' }],
    });
  });
});

describe('a person who left stays unsubscribed, without any proof', () => {
  test.each<[string, FileKind, Partial<Record<ImportField, string>>, number]>([
    ['called unsubscribed', 'csv', { emailState: 'Unsubscribed' }, UPLOADED_AT],
    ['with the date of it', 'csv', { emailEndedAt: '2024-03-14' }, GIVEN_AT],
    [
      'after they came',
      'omnisend_contacts',
      { ...PROVEN, emailAt: '2023-01-01', emailEndedAt: '2024-03-14' },
      GIVEN_AT,
    ],
    ['of a file of the unsubscribed', 'mailchimp_unsubscribed', {}, UPLOADED_AT],
    ['suppressed by hand', 'klaviyo_suppressions', { suppression: 'USER_SUPPRESSED' }, UPLOADED_AT],
    ['of a list of suppressions without reasons', 'klaviyo_suppressions', {}, UPLOADED_AT],
  ])('%s', (_name, kind, row, at) => {
    expect(read(row, kind)).toMatchObject({
      intents: [{ channel: 'email', state: 'unsubscribed', at }],
      suppression: { reason: 'unsubscribed', at },
    });
  });

  test('a person who came back later is subscribed', () => {
    const row = read({ ...PROVEN, emailEndedAt: '2024-03-13' });
    expect(row).toMatchObject({ intents: [{ state: 'subscribed' }], suppression: null });
  });

  test.each<[FileKind, Partial<Record<ImportField, string>>, string]>([
    ['mailchimp_cleaned', { suppressedAt: '2024-03-14' }, 'hard_bounce'],
    [
      'klaviyo_suppressions',
      { suppression: 'HARD_BOUNCE', suppressedAt: '2024-03-14' },
      'hard_bounce',
    ],
    ['csv', { emailState: 'cleaned', suppressedAt: '2024-03-14' }, 'hard_bounce'],
    ['csv', { suppression: 'unsubscribe, spam', suppressedAt: '2024-03-14' }, 'complaint'],
  ])('%s %j is blocked as %s and not unsubscribed', (kind, row, reason) => {
    expect(read(row, kind)).toMatchObject({ suppression: { reason, at: GIVEN_AT }, intents: [] });
  });
});

describe('a row', () => {
  test.each<[string, Partial<Record<ImportField, string>>, string]>([
    ['without a person', { email: '' }, 'nobody'],
    ['with an address that is none', { email: 'ada' }, 'bad_email'],
    ['with a number that is none and no address', { email: '', phone: '12' }, 'bad_phone'],
  ])('%s is left out', (_name, row, reason) => {
    expect(read(row)).toEqual({ outcome: 'unusable', reason });
  });

  test('keeps a person whose number is none, and says so', () => {
    expect(read({ phone: '12' })).toMatchObject({
      outcome: 'read',
      phone: null,
      refused: [{ channel: 'sms', reason: 'unreadable_phone' }],
    });
  });

  test('reads a number in its country, and past the apostrophe of a spreadsheet', () => {
    expect(read({ phone: '020 7946 0001', country: 'gb' })).toMatchObject({
      phone: '+442079460001',
    });
    expect(read({ phone: "'+442079460001" })).toMatchObject({ phone: '+442079460001' });
  });

  test('takes the first of several sources and the latest of several dates', () => {
    const cells = ['ada@fern.example', 'yes', '2023-01-01', '2024-03-14', '', '10.0.0.1'];
    const mapping: ImportField[] = [
      'email',
      'emailState',
      'emailAt',
      'emailAt',
      'emailSource',
      'emailSource',
    ];
    expect(
      readRow(cells, { kind: 'csv', mapping, uploadedAt: UPLOADED_AT, timeZone: 'UTC' }),
    ).toMatchObject({
      intents: [{ at: GIVEN_AT, source: 'import:csv: 10.0.0.1' }],
    });
  });
});

test.each<[string, number | null]>([
  ['2024-03-14', GIVEN_AT],
  ['2024-03-14T00:00:00Z', GIVEN_AT],
  ['2024-03-14T02:00:00+02:00', GIVEN_AT],
  ['2024-03-14 00:00:00', GIVEN_AT],
  ['2024-03-14 00:00', GIVEN_AT],
  ['2024-03-14 00:00:00 UTC', GIVEN_AT],
  ['2024-02-30', null],
  ['14.03.2024', null],
  ['20240314', null],
  ['1970-01-01', null],
  ['', null],
])('%j is the moment %s', (text, at) => {
  expect(readDate(text, UPLOADED_AT, 'UTC')).toBe(at);
});

test('a moment after the file came is that of its coming, or none when it lies far in the future', () => {
  expect(readDate('2026-11-21T12:00:00Z', UPLOADED_AT, 'UTC')).toBe(UPLOADED_AT);
  expect(readDate('2026-11-23', UPLOADED_AT, 'UTC')).toBeNull();
  expect(readDate('2190-01-01', UPLOADED_AT, 'UTC')).toBeNull();
});

test.each([
  ['2024-03-14 09:00', 'Europe/Berlin', '2024-03-14T08:00:00Z'],
  ['2024-07-14 09:00', 'Europe/Berlin', '2024-07-14T07:00:00Z'],
  ['2024-03-14', 'America/New_York', '2024-03-14T04:00:00Z'],
  ['2024-03-14T09:00:00+02:00', 'America/New_York', '2024-03-14T07:00:00Z'],
  ['2024-03-14 09:00:00 UTC', 'Australia/Sydney', '2024-03-14T09:00:00Z'],
  // Ten hours ahead of UTC and written a moment before the file came: not ten hours after it.
  ['2026-11-21 10:59', 'Australia/Sydney', '2026-11-20T23:59:00Z'],
])('%s in a shop in %s is %s', (text, timeZone, moment) => {
  expect(readDate(text, UPLOADED_AT, timeZone)).toBe(Date.parse(moment));
});

test.each([
  ['[]', null],
  ['', null],
  ['UNSUBSCRIBED', null],
  ['Hard Bounced', 'hard_bounce'],
  ['SPAM_COMPLAINT', 'complaint'],
  ['USER_SUPPRESSED', 'unsubscribed'],
])('the suppression %j means %s', (cell, reason) => {
  expect(suppressionOf(cell)).toBe(reason);
});
