import { expect, test } from 'vitest';
import { suppressionChangeWords, type SuppressionChangeShown } from './suppression-history.ts';

const BOUNCED: SuppressionChangeShown = {
  id: '1',
  address: 'ada@people.example',
  change: 'suppressed',
  reason: 'hard_bounce',
  at: 1,
  source: 'ses',
  words: '550 5.1.1 No such user',
  actor: null,
};
const LIFTED = { ...BOUNCED, change: 'lifted', source: null, words: 'She called us.' } as const;

test.each<[SuppressionChangeShown, string]>([
  [BOUNCED, 'Bounced: Amazon SES: 550 5.1.1 No such user'],
  [{ ...BOUNCED, source: null, words: null, reason: 'unsubscribed' }, 'Unsubscribed'],
  [{ ...LIFTED, actor: 'staff:1' }, 'You allowed email again: She called us.'],
  [{ ...LIFTED, actor: 'staff:2' }, 'Staff member staff:2 allowed email again: She called us.'],
  [
    { ...LIFTED, words: 'An email was delivered.' },
    'Tendril allowed email again: An email was delivered.',
  ],
])('a change of an address is said in words, case %#', (change, words) => {
  expect(suppressionChangeWords(change, 'staff:1')).toBe(words);
});
