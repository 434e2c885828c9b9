import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFolds, writeFolds } from './folds.ts';

const anyFolds = fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,40}$/), fc.boolean(), {
  maxKeys: 50,
  noNullPrototype: true,
});

test('what was folded is read as it was written', () => {
  fc.assert(
    fc.property(anyFolds, (folds) => {
      expect(readFolds(writeFolds(folds))).toEqual(folds);
    }),
  );
});

test.each([
  ['nothing', '', {}],
  ['something else', '{"score":true}', {}],
  ['some that can be read', '+score orders -Orders -mails', { score: true, mails: false }],
])('of %s, only what can be read counts', (_, text, folds) => {
  expect(readFolds(text)).toEqual(folds);
});
