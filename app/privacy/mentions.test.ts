import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsOf } from './mentions.ts';

const ada = mentionsOf({
  identifiers: [
    { kind: 'email', value: 'ada@shop.example' },
    { kind: 'phone', value: '+442079460018' },
    { kind: 'customer', value: '6940095564' },
    { kind: 'order', value: '12' },
  ],
  profileIds: ['6f1c1c5e-0000-5000-8000-000000000001'],
});

const NAMED: [text: unknown, found: boolean][] = [
  ['Ada@Shop.example', true],
  ['mailto:ada@shop.example, please', true],
  ['ada@shop.example.', true],
  ['bada@shop.example', false],
  ['ada@shop.example.org', false],
  ['ring +44 20 7946 0018', true],
  ['(+44) 20-7946.0018', true],
  ['+4420794600189', false],
  ['gid://shopify/Customer/6940095564', true],
  ['16940095564', false],
  [6940095564, true],
  ['order 12', false],
  [{ a: [{ b: 'ada@shop.example' }] }, true],
  [{ 'ada@shop.example': 1 }, true],
  [null, false],
  ['profile:6f1c1c5e-0000-5000-8000-000000000001', true],
];

test.each(NAMED)('%j names the person: %s', (text, found) => {
  expect(ada.isIn(text)).toBe(found);
});

test('what names the person is taken out of any value, and everything else is left', () => {
  const value = {
    note: 'wrote to ada@shop.example on Monday',
    id: 6940095564,
    other: 'bada@shop.example',
    'ada@shop.example': [1, 'x'],
  };
  expect(ada.without(value)).toEqual({
    note: 'wrote to [erased] on Monday',
    id: null,
    other: 'bada@shop.example',
    '[erased]': [1, 'x'],
  });
});

test('after taking out, no value names the person, and one that did not is the same', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('ada@shop.example', ' +44 2079460018', '6940095564', ' ', ','),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.constantFrom(6940095564, 5, null, true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(text, tie('tree'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const left = ada.without(value);
      expect(ada.isIn(left)).toBe(false);
      if (!ada.isIn(value)) expect(left).toBe(value);
    }),
  );
});

test('without anything that leads to the person nothing is found', () => {
  const none = mentionsOf({ identifiers: [], profileIds: [] });
  expect(none.isIn('ada@shop.example')).toBe(false);
  expect(none.patterns).toEqual([]);
});

test.each([
  ['kai@xn--mller-kva.example', true],
  ['from Kai@Müller.example', true],
  ['from kai@mu\u0308ller.example', true],
  ['mkai@müller.example', false],
])('an address with an umlaut domain is found as others wrote it: %j', (text, found) => {
  const kai = mentionsOf({
    identifiers: [{ kind: 'email', value: 'kai@xn--mller-kva.example' }],
    profileIds: [],
  });
  expect(kai.isIn(text)).toBe(found);
});
