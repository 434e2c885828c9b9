import { expect, test } from 'vitest';
import { writtenEmails } from './written-emails.ts';

test.each([
  ['ada@shop.example', ['ada@shop.example']],
  [
    'kai@xn--mller-kva.example',
    ['kai@xn--mller-kva.example', 'kai@m\u00fcller.example', 'kai@mu\u0308ller.example'],
  ],
  // No label of any language.
  ['kai@xn--999999999.example', ['kai@xn--999999999.example']],
])('%j may be written %j', (email, written) => {
  expect(writtenEmails(email)).toEqual(written);
});
