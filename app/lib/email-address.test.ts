import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalEmail, StoredEmail, typedEmail } from './email-address.ts';

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ["o'neil+list@shop.example", "o'neil+list@shop.example"],
  ['Kai@Blumen-Müller.example', 'kai@xn--blumen-mller-klb.example'],
  // The same letters, written as a letter and its marks.
  ['kai@blumen-mu\u0308ller.example', 'kai@xn--blumen-mller-klb.example'],
  ['kai@xn--blumen-mller-klb.example', 'kai@xn--blumen-mller-klb.example'],
  ['anna@straße.example', 'anna@xn--strae-oqa.example'],
  ['ivan@пример.рф', 'ivan@xn--e1afmkfd.xn--p1ai'],
  ['hana@花屋。日本', 'hana@xn--ogt960g.xn--wgv71a'],
  ['müller@example.com', null],
  ['kai@mü ller.example', null],
  ['kai@mü/ller.example', null],
  ['kai@müller.example:25', null],
  ['kai@mü%41.example', null],
  ['kai@@müller.example', null],
  ['kai@ü\u202eller.example', null],
  [`kai@${'ü'.repeat(120)}.example`, null],
  ['example string', null],
  ['ada@', null],
  ['@müller.example', null],
  ['', null],
  [`${'a'.repeat(250)}@example.com`, null],
])('%j is normalised to %j', (text, address) => {
  expect(normalEmail(text)).toBe(address);
});

test('what was normalised is ASCII and stays as it is', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'aÜß.-花мé@ %/1'), maxLength: 24 });
  fc.assert(
    fc.property(letters, letters, (local, domain) => {
      const address = normalEmail(`${local}@${domain}`);
      fc.pre(address !== null);
      expect(address).toMatch(/^[\x21-\x7e]+$/);
      expect(normalEmail(address)).toBe(address);
      expect(StoredEmail.parse(address)).toBe(address);
    }),
  );
});

const PLEASE = 'Enter an email address such as name@company.com.';

test.each([
  ['Kai@Müller.example', 'kai@xn--mller-kva.example'],
  ['ivan@xn--e1afmkfd.xn--p1ai', 'ivan@xn--e1afmkfd.xn--p1ai'],
  ['o&k@shop.example', 'o&k@shop.example'],
])('%j can be typed', (text, address) => {
  expect(typedEmail(PLEASE).parse(text)).toBe(address);
});

test.each([
  ['kim', PLEASE],
  ['kim@localhost', PLEASE],
  ['kim..k@shop.example', PLEASE],
  [undefined, PLEASE],
  [
    'jürgen@shop.example',
    'Use an email address with plain letters before the @: many mail servers refuse others.',
  ],
])('%j is refused with words', (text, words) => {
  const { error } = typedEmail(PLEASE).safeParse(text);
  expect(error?.issues.map(({ message }) => message)).toEqual([words]);
});
