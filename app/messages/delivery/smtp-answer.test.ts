import { expect, test } from 'vitest';
import { causeOfRefusal, type RefusalCause } from './smtp-answer.ts';

test.each<[string, RefusalCause]>([
  ['Message failed: 550 5.1.1 No such user', 'mailbox'],
  [
    '550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 Try another',
    'mailbox',
  ],
  ['550 5.1.2 Host unknown', 'mailbox'],
  ['553 5.1.3 Bad destination mailbox address syntax', 'mailbox'],
  ['550 5.1.6 Mailbox has moved', 'mailbox'],
  ['556 5.1.10 Domain does not accept mail (nullMX)', 'mailbox'],
  ['550 5.2.1 The email account is disabled', 'mailbox'],
  ['552 5.2.2 Mailbox full', 'mailbox_full'],
  ['552 Requested mail action aborted: exceeded storage allocation', 'mailbox_full'],
  ['550 5.1.0 Address rejected', 'unknown'],
  ['550 5.1.7 Invalid address of the sender', 'sender'],
  ['553 5.1.8 Domain of sender address does not exist', 'sender'],
  ['550 5.7.27 Sender address has null MX', 'sender'],
  ['552 5.2.3 Message length exceeds the limit', 'content'],
  ['552 5.3.4 Message too big', 'content'],
  ['554 5.6.0 Message content rejected', 'content'],
  ['550 5.7.1 Service unavailable, client host [203.5.1.1] blocked', 'policy'],
  ['550 5.7.26 Unauthenticated email is not accepted', 'policy'],
  ['550 5.4.4 Unable to route', 'server'],
  ['550 Rejected, 203.5.1.1 is listed', 'unknown'],
  ['554 Listed since 5.1.1 2020', 'unknown'],
  ['550 Requested action not taken', 'unknown'],
  ['', 'unknown'],
])('%s', (answer, cause) => {
  expect(causeOfRefusal(answer)).toBe(cause);
});
