import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { delimiterOf } from './csv-rows.server.ts';
import { encodingOf, utf8Pieces } from './decode-text.ts';
import type { FileKind } from './fields.ts';
import { mappingProblems, presetMapping, recognise } from './recognise.ts';

function headerOf(name: string): string[] {
  const text = readFileSync(
    new URL(`../../../tests/fixtures/move-in/${name}`, import.meta.url),
    'utf8',
  );
  const [header = []] = parse(text, { delimiter: delimiterOf(text), toLine: 1 });
  return header;
}

test.each<[string, FileKind, Record<string, string>]>([
  [
    'klaviyo-profiles.csv',
    'klaviyo_profiles',
    {
      Email: 'email',
      'Email Marketing Consent': 'emailState',
      'Email Marketing Consent Timestamp': 'emailAt',
      $consent_method: 'emailSource',
      'Email Suppressions': 'suppression',
      'SMS Consent Timestamp': 'smsAt',
    },
  ],
  [
    'klaviyo-suppressions.csv',
    'klaviyo_suppressions',
    { 'Suppression Reason': 'suppression', 'Suppression Timestamp': 'suppressedAt' },
  ],
  [
    'omnisend-contacts.csv',
    'omnisend_contacts',
    {
      'Email subscription status': 'emailState',
      'Email opt-in date': 'emailAt',
      'Email opt-out date': 'emailEndedAt',
      'Email consent': 'emailSource',
      'SMS opt-in date': 'smsAt',
    },
  ],
  [
    'subscribed_members_export_7a1b.csv',
    'mailchimp_subscribed',
    { 'Email Address': 'email', CONFIRM_TIME: 'emailAt', CONFIRM_IP: 'emailSource', CC: 'country' },
  ],
  [
    'unsubscribed_members_export_7a1b.csv',
    'mailchimp_unsubscribed',
    { UNSUB_TIME: 'emailEndedAt' },
  ],
  ['cleaned_members_export_7a1b.csv', 'mailchimp_cleaned', { CLEAN_TIME: 'suppressedAt' }],
  [
    'plain.csv',
    'csv',
    {
      'E-mail': 'email',
      Phone: 'phone',
      'Consent page': 'emailPage',
      'Consent source': 'emailSource',
    },
  ],
])('%s is recognised as %s, and its columns are preset', (name, kind, columns) => {
  const header = headerOf(name);
  expect(recognise(header, name)).toBe(kind);
  const mapping = presetMapping(header, kind);
  const preset = Object.fromEntries(header.map((column, index) => [column, mapping[index]]));
  expect(preset).toMatchObject(columns);
  expect(mappingProblems(mapping)).toEqual([]);
});

test('a Mailchimp file whose name says nothing is taken for one that subscribes no one', () => {
  const header = headerOf('subscribed_members_export_7a1b.csv');
  expect(recognise(header, 'contacts.csv')).toBe('mailchimp_nonsubscribed');
  expect(recognise(header, 'nonsubscribed_members_export_1.csv')).toBe('mailchimp_nonsubscribed');
});

test('a mapping without an address, or with one thing in two columns, is refused in words', () => {
  expect(mappingProblems(['firstName', null])).toEqual([
    'Say which column holds the email address or the phone number.',
  ]);
  expect(mappingProblems(['email', 'email'])).toEqual([
    'Two columns are set to “Email address”. Choose one of them.',
  ]);
  expect(mappingProblems(['phone', 'emailAt', 'emailAt'])).toEqual([]);
});

const GERMAN = 'E-mail;Nachname\njan@fern.example;Großmann\n';

test.each<[string, Uint8Array, string]>([
  ['UTF-8', Buffer.from(GERMAN), 'utf-8'],
  ['UTF-16, as Excel calls Unicode text', Buffer.from(`\ufeff${GERMAN}`, 'utf16le'), 'utf-16le'],
])('a file in %s is read, piece by piece', (_name, bytes, encoding) => {
  expect(encodingOf(bytes)).toEqual({ outcome: 'text', encoding });
  const decode = utf8Pieces(encoding as 'utf-8');
  const pieces = [...bytes].map((byte) => decode(Uint8Array.of(byte), false)?.toString('utf8'));
  expect(pieces.join('')).toBe(GERMAN);
});

test('a file that is not UTF-8 shows when it is decoded', () => {
  const bytes = Buffer.from(GERMAN, 'latin1');
  expect(utf8Pieces('utf-8')(bytes, true)).toBeNull();
  expect(utf8Pieces('windows-1252')(bytes, true)?.toString('utf8')).toBe(GERMAN);
});

test.each([
  [
    'a workbook or archive',
    [0x50, 0x4b, 0x03, 0x04],
    /^This is a ZIP archive or an Excel workbook/,
  ],
  ['a PDF', [0x25, 0x50, 0x44, 0x46], /^This is a PDF/],
  ['a picture', [0x89, 0x50, 0x00, 0x47], /^This is not a text file/],
])('%s is refused with what to do', (_name, bytes, reason) => {
  expect(encodingOf(Uint8Array.from(bytes))).toMatchObject({
    outcome: 'not_text',
    reason: expect.stringMatching(reason) as unknown,
  });
});

test.each([
  ['a,b\n1;2;3;4', ','],
  ['"a,b,c";d', ';'],
  ['a\tb', '\t'],
  ['alone', ','],
])('%j is separated by %j', (head, delimiter) => {
  expect(delimiterOf(head)).toBe(delimiter);
});

test('two columns of one name are asked about, and none of them is taken silently', () => {
  const mapping = presetMapping(['Email', 'First name', 'E-Mail', 'first_name'], 'csv');
  expect(mapping).toEqual(['email', 'firstName', null, 'firstName']);
  expect(mappingProblems(mapping)).toEqual([
    'Two columns are set to “First name”. Choose one of them.',
  ]);
  const twice = presetMapping(['email', 'name', 'Email'], 'csv');
  expect(mappingProblems(twice)).toEqual([
    'Two columns are set to “Email address”. Choose one of them.',
  ]);
});
