import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RichText, type TextPiece } from '#app/messages/blocks/rich-text.ts';
import { docOfLine, docOfText, lineOfDoc, textOfDoc } from './rich-text-doc.ts';

const link = fc.oneof(
  fc.constant({ to: 'action' as const }),
  fc.constant({ to: 'shop' as const }),
  fc.record({ to: fc.constant('address' as const), address: fc.string() }),
);
const dress = fc.record(
  {
    marks: fc.subarray(['bold', 'italic', 'underline'] as const, { minLength: 1 }),
    link,
  },
  { requiredKeys: [] },
);
const piece: fc.Arbitrary<TextPiece> = fc
  .tuple(
    fc.oneof(
      fc.record({ text: fc.string({ minLength: 1 }) }),
      fc.record({ variable: fc.constantFrom('firstName', 'shop.name'), fallback: fc.string() }),
    ),
    dress,
  )
  .map(([said, dressed]) => ({ ...said, ...dressed }));
/** Lines in which no two texts that look alike stand beside each other, as the editor joins them. */
const line = fc.array(piece, { maxLength: 6 }).map((pieces) => lineOfDoc(docOfLine(pieces)));
const text = fc.array(
  fc.record({
    kind: fc.constantFrom('paragraph' as const, 'bullet' as const, 'number' as const),
    line,
  }),
  { minLength: 1, maxLength: 6 },
);

test('what the editor is given and gives back is the same text', () => {
  fc.assert(
    fc.property(text, (written) => {
      const back = textOfDoc(docOfText(written));
      expect(back).toEqual(written);
      expect(RichText.parse(back)).toEqual(written);
    }),
  );
});

test('an empty text is one empty paragraph to write in', () => {
  expect(docOfText([])).toEqual({ type: 'doc', content: [{ type: 'paragraph', content: [] }] });
});

test('lists in lists become one list, and unknown nodes say nothing', () => {
  const say = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
  const doc = {
    type: 'doc',
    content: [
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              say('One'),
              { type: 'bulletList', content: [{ type: 'listItem', content: [say('Two')] }] },
            ],
          },
        ],
      },
      { type: 'paragraph', content: [{ type: 'image', attrs: { src: 'x' } }] },
    ],
  };
  expect(textOfDoc(doc)).toEqual([
    { kind: 'bullet', line: [{ text: 'One' }] },
    { kind: 'bullet', line: [{ text: 'Two' }] },
    { kind: 'paragraph', line: [] },
  ]);
});

test('what was pasted in paragraphs into one line is one line', () => {
  const doc = docOfText([
    { kind: 'paragraph', line: [{ text: 'One ' }] },
    { kind: 'paragraph', line: [{ text: 'two' }] },
  ]);
  expect(lineOfDoc(doc)).toEqual([{ text: 'One two' }]);
});
