import { describe, expect, test } from 'vitest';
import { readBounceMail } from './bounce-mail.ts';
import type { FeedbackEvent } from './feedback-event.ts';
import { readFeedbackReport } from './feedback-report.ts';

const ORIGINAL = { type: 'message/rfc822', text: 'Message-ID:\r\n <abc@app.example>\r\n\r\nHi' };

function bounce(lines: string[]): FeedbackEvent[] {
  const text = ['Reporting-MTA: dns; mx.example', '', ...lines, ''].join('\r\n');
  return readBounceMail({ type: 'message/delivery-status', text }, ORIGINAL, 7, 'digest', null);
}

describe('a delivery status notification', () => {
  test.each<[string, string, string, string, string]>([
    ['an unknown user', 'failed', '5.1.1', 'smtp; 550 5.1.1 unknown', 'hard'],
    ['a domain that is not there', 'failed', '5.1.2', '', 'hard'],
    ['a full mailbox', 'failed', '5.2.2', 'smtp; 552 5.2.2 full', 'soft'],
    ['an expired email', 'failed', '4.4.7', '', 'soft'],
    ['an unclear failure', 'failed', '5.0.0', 'smtp; 550 no', 'soft'],
    ['a refusal by policy', 'failed', '5.7.1', 'smtp; 550 5.7.1 spam', 'other'],
    ['a server that says more than the report', 'failed', '5.0.0', 'smtp; 550 5.1.1 no', 'hard'],
    ['a delay', 'delayed', '4.4.1', '', 'other'],
    ['an email that was passed on', 'relayed', '2.0.0', '', 'other'],
    ['a delivery', 'Delivered', '2.0.0', '', 'delivered'],
  ])('of %s is read', (_, action, status, diagnostic, kind) => {
    const lines = [
      'Final-Recipient: rfc822; <ada@people.example>',
      `Action: ${action}`,
      `Status: ${status}`,
      ...(diagnostic === '' ? [] : [`Diagnostic-Code: ${diagnostic}`]),
    ];
    expect(bounce(lines)).toEqual([
      expect.objectContaining({
        kind,
        address: 'ada@people.example',
        messageId: 'abc@app.example',
        mail: 'abc@app.example',
        at: 7,
      }),
    ]);
  });

  test('that came to the return path of an email is about that email, whatever it quotes and names', () => {
    const text = [
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; eve@other.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
    ].join('\r\n');
    const status = { type: 'message/delivery-status', text };
    for (const original of [undefined, ORIGINAL])
      expect(readBounceMail(status, original, 7, 'digest', 'one@app.example')).toEqual([
        expect.objectContaining({
          kind: 'hard',
          address: null,
          messageId: 'one@app.example',
          mail: 'one@app.example',
        }),
      ]);
  });

  test('has an event for each recipient, and none without recipients', () => {
    const one = ['Final-Recipient: rfc822;a@b.example', 'Action: failed', 'Status: 5.1.1', ''];
    const other = ['Final-Recipient: rfc822;c@b.example', 'Action: failed', 'Status: 4.2.2'];
    expect(bounce([...one, ...other]).map(({ kind, address }) => [kind, address])).toEqual([
      ['hard', 'a@b.example'],
      ['soft', 'c@b.example'],
    ]);
    expect(bounce([])).toEqual([]);
  });
});

test.each([
  ['abuse', 'complaint'],
  ['fraud', 'complaint'],
  ['not-spam', 'other'],
  ['auth-failure', 'other'],
])('a feedback report of %s is a %s', (type, kind) => {
  const text = `Feedback-Type: ${type}\r\nUser-Agent: Loop/1\r\nOriginal-Rcpt-To: <ada@people.example>\r\n`;
  const report = { type: 'message/feedback-report', text };
  expect(readFeedbackReport(report, ORIGINAL, 7, 'digest')).toEqual([
    {
      kind,
      mail: 'abc@app.example',
      address: 'ada@people.example',
      messageId: 'abc@app.example',
      at: 7,
      words: `${type} Loop/1`,
    },
  ]);
});
