import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOpenCards, formatOpenCards } from './open-cards.ts';

const anyOpenCards = fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,40}$/), fc.boolean(), {
  maxKeys: 50,
  noNullPrototype: true,
});

test('what was stored is parsed as it was formatted', () => {
  fc.assert(
    fc.property(anyOpenCards, (openCards) => {
      expect(parseOpenCards(formatOpenCards(openCards))).toEqual(openCards);
    }),
  );
});

test.each([
  ['nothing', '', {}],
  ['something else', '{"score":true}', {}],
  ['some that can be read', '+score orders -Orders -mails', { score: true, mails: false }],
])('of %s, only what can be read counts', (_, text, openCards) => {
  expect(parseOpenCards(text)).toEqual(openCards);
});
