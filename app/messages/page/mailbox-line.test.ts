import { expect, test } from 'vitest';
import { listedOnPhone, textOfPreheader } from './mailbox-line.ts';

test.each([
  ['Six new teas', 12, 'Six new teas', false],
  ['x'.repeat(40), 40, 'x'.repeat(40), false],
  ['x'.repeat(41), 41, `${'x'.repeat(40)}…`, true],
  // One character to the reader, eleven to the machine.
  ['👩‍👩‍👧‍👦'.repeat(40), 40, '👩‍👩‍👧‍👦'.repeat(40), false],
  [`${'x'.repeat(39)} and more`, 48, `${'x'.repeat(39)}…`, true],
  ['', 0, '', false],
])('the subject %j has %i characters and is listed as %j', (subject, length, shown, isCut) => {
  expect(listedOnPhone({ subject, preheader: '' }).subject).toEqual({
    length,
    shown,
    isCut,
    most: 40,
  });
});

test('of a preheader a phone shows more than of a subject', () => {
  const { preheader } = listedOnPhone({ subject: '', preheader: 'x'.repeat(91) });
  expect(preheader).toMatchObject({ length: 91, shown: `${'x'.repeat(90)}…`, isCut: true });
});

test.each([
  ['Fern &amp; Fell', 'Fern & Fell'],
  ['&#123;{ a &lt;b&gt; }', '{{ a <b> }'],
  ['It&#39;s <strong>new</strong>', "It's new"],
  ['&copy; &#9999999999; &#999999;', '&copy; &#9999999999; \u{f423f}'],
  ['  two\n lines ', 'two lines'],
])('the preheader %j is listed as %j', (html, text) => {
  expect(textOfPreheader(html)).toBe(text);
});
