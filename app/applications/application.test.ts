import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readApplication } from './application.ts';

const COMPLETE = {
  company: 'Fern & Sons Ltd',
  contact_name: 'Ana Fern',
  email: 'Ana@Fern.example',
  phone: '+44 20 7946 0000',
  country: 'GB',
  tax_id: 'gb 980 7806 84',
  website: 'fern.example/shop',
  channels: 'shops',
  volume: '25k-100k',
  message: 'Three shops in Leeds.\nWe would like to start in March.',
  consent: 'yes',
};

function form(change: Record<string, string | null> = {}): URLSearchParams {
  const filled = new URLSearchParams(COMPLETE);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) filled.delete(name);
    else filled.set(name, value);
  }
  return filled;
}

/** The names of the fields that were refused. */
function refused(given: URLSearchParams): string[] {
  const parsed = readApplication(given);
  return parsed.outcome === 'invalid' ? Object.keys(parsed.fields).sort() : [];
}

describe('an application form', () => {
  test('is read in the words of the field', () => {
    expect(readApplication(form())).toEqual({
      outcome: 'valid',
      application: {
        company: 'Fern & Sons Ltd',
        contactName: 'Ana Fern',
        email: 'ana@fern.example',
        phone: '+44 20 7946 0000',
        country: 'GB',
        taxId: 'GB 980 7806 84',
        website: 'https://fern.example/shop',
        channels: ['shops'],
        volume: '25k-100k',
        message: 'Three shops in Leeds.\nWe would like to start in March.',
      },
    });
  });

  test('may leave out what is optional', () => {
    const given = form({ phone: '', website: '', message: null, channels: null });
    const parsed = readApplication(given);
    expect(parsed).toMatchObject({
      outcome: 'valid',
      application: { phone: null, website: null, message: '', channels: [] },
    });
  });

  test.each([
    ['(555) 123-4567', '(555) 123-4567'],
    ['+1 (555) 123-4567 ext. 12', '+1 (555) 123-4567 ext. 12'],
    ['020 7946 0000 x7', '020 7946 0000 x7'],
    ['+44 (0)20 7946 0000', '+44 (0)20 7946 0000'],
    ['\u202A+44 20\u00A07946\u20110000\u202C', '+44 20 7946-0000'],
    ['  030/123456 ', '030/123456'],
  ])('takes a phone number as people and browsers write it: %j', (phone, kept) => {
    expect(readApplication(form({ phone }))).toMatchObject({ application: { phone: kept } });
  });

  test('takes names as they are pasted, with accents and other scripts', () => {
    const given = form({ company: '\u200BCafé Müßig\uFEFF', contact_name: '\u202A花子 🌿\u202C' });
    expect(readApplication(given)).toMatchObject({
      application: { company: 'Café Müßig', contactName: '花子 🌿' },
    });
  });

  test('counts the lines of a message as browsers do, which send two characters for each end', () => {
    const lines = Array.from({ length: 1_000 }, () => 'x').join('\r\n');
    const parsed = readApplication(form({ message: lines }));
    expect(parsed).toMatchObject({ application: { message: lines.replaceAll('\r', '') } });
  });

  test.each<[string, Record<string, string | null>]>([
    ['company', { company: '  ' }],
    ['company', { company: '\u200B' }],
    ['phone', { phone: '()()() -' }],
    ['phone', { phone: '+44 20 7946\n0000' }],
    ['company', { company: 'x'.repeat(121) }],
    ['company', { company: 'Fern\r\nBcc: everyone@example.com' }],
    ['contact_name', { contact_name: 'Ana\u202Enref' }],
    ['contact_name', { contact_name: 'Ana\u2028Fern' }],
    ['email', { email: 'not an address' }],
    ['email', { email: 'jürgen@fern.example' }],
    ['email', { email: 'ana@fern.example\nbcc: x@y.example' }],
    ['email', { email: 'ana@fern.example, x@y.example' }],
    ['phone', { phone: 'call me' }],
    ['country', { country: 'XX' }],
    ['country', { country: 'UK' }],
    ['tax_id', { tax_id: 'GB123' }],
    ['tax_id', { tax_id: '' }],
    ['website', { website: 'javascript:alert(1)' }],
    ['website', { website: 'https://user:secret@fern.example' }],
    ['channels', { channels: 'everywhere' }],
    ['volume', { volume: '' }],
    ['message', { message: `x${'\u0000'}` }],
    ['message', { message: 'x'.repeat(2001) }],
    ['consent', { consent: null }],
    ['consent', { consent: 'no' }],
  ])('with an unusable %s is refused beside that field: %j', (field, change) => {
    expect(refused(form(change))).toEqual([field]);
  });

  test('with a field given twice is refused', () => {
    const given = form();
    given.append('email', 'somebody@else.example');
    expect(refused(given)).toEqual(['email']);
  });

  test('cannot set what it is not asked for', () => {
    const given = form({ state: 'approved', decided_by: 'me', company_gid: 'gid://x', id: '1' });
    const parsed = readApplication(given);
    expect(parsed.outcome === 'valid' && Object.keys(parsed.application).sort()).toEqual([
      'channels',
      'company',
      'contactName',
      'country',
      'email',
      'message',
      'phone',
      'taxId',
      'volume',
      'website',
    ]);
  });

  test('never gives a text that could end a line of a mail header', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('company', 'contact_name', 'email', 'phone', 'tax_id', 'website'),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (field, text) => {
          const parsed = readApplication(form({ [field]: text }));
          if (parsed.outcome === 'invalid') return;
          const { message: _message, ...lines } = parsed.application;
          expect(JSON.stringify(lines)).not.toMatch(/\\[nrt]|\\u00|[\u2028\u2029]/);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
