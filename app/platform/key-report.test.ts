import { expect, test } from 'vitest';
import { keyReport } from './key-report.ts';

test('an operator sees which key is still needed, which may go and which is missing', () => {
  expect(
    keyReport(
      ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'],
      [
        { keyId: 'aaaaaaaa', place: 'inbox', count: 2 },
        { keyId: 'aaaaaaaa', place: 'inbox', count: 3 },
        { keyId: 'bbbbbbbb', place: 'session tokens', count: 4 },
        { keyId: 'dddddddd', place: 'quarantine', count: 1 },
        { keyId: null, place: 'session tokens', count: 6 },
      ],
    ),
  ).toEqual([
    'aaaaaaaa  seals. inbox 5.',
    'bbbbbbbb  opens. Still needed: session tokens 4. The worker seals them again within minutes.',
    'cccccccc  opens. Nothing sealed needs it; links in mails and codes of people erased while it sealed do.',
    'dddddddd  NOT in ENCRYPTION_KEYS: nothing opens what it sealed. quarantine 1.',
    "without a key's id: session tokens 6. The worker seals them again within minutes.",
  ]);
});

test('a new key has sealed nothing', () => {
  expect(keyReport(['aaaaaaaa'], [])).toEqual(['aaaaaaaa  seals. Nothing is sealed with it yet.']);
});
