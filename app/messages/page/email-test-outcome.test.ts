import { expect, test } from 'vitest';
import { emailTestWords, sentEmailTest } from './email-test-outcome.ts';

const address = 'ann@shop.example';

test.each<[string, string | null, string | null, string, string | null]>([
  ['ready', null, null, 'waiting', null],
  ['done', null, '250 OK', 'sent', null],
  [
    'failed',
    'refused',
    '550 5.1.1 No such user',
    'refused',
    'there is no such mailbox (550 5.1.1 No such user)',
  ],
  [
    'ready',
    'try_again',
    '451 4.7.1 Later',
    'refused',
    'the mail server refuses it by its rules (451 4.7.1 Later); it is tried again',
  ],
  ['failed', 'not_renderable', null, 'refused', 'the email cannot be rendered'],
  ['failed', 'refused', null, 'refused', 'the mail server refused it'],
])(
  'a test in the state %s because of %j, answered %j, is %s',
  (state, reason, answer, is, words) => {
    expect(sentEmailTest({ address, state, reason, answer })).toEqual({
      address,
      state: is,
      words,
    });
  },
);

test('what is said waits for the last of the tests, and names one that was refused', () => {
  const sent = { address, state: 'sent' as const, words: null };
  const waiting = { address: 'bob@shop.example', state: 'waiting' as const, words: null };
  const refused = { ...waiting, state: 'refused' as const, words: 'the mailbox is full' };
  expect(emailTestWords([])).toBeNull();
  expect(emailTestWords([sent, waiting])).toBeNull();
  expect(emailTestWords([sent])).toEqual({ text: `Test email sent to ${address}`, isError: false });
  expect(emailTestWords([sent, sent])?.text).toBe('Test email sent to 2 addresses');
  expect(emailTestWords([sent, refused])).toEqual({
    text: 'Not sent to bob@shop.example: the mailbox is full',
    isError: true,
  });
});
