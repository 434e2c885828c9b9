import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfRichText, textOfRichText } from './block-markup.ts';
import { Align } from './block-style.ts';
import { isEmptyText, linkProblems, plainParagraph, RichText } from './rich-text.ts';

const TextBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('text'),
  text: RichText,
  align: Align,
});
export type TextBlock = z.infer<typeof TextBlock>;

/** Running text. */
export const textBlock: EmailBlockRecord<TextBlock> = {
  label: 'Text',
  group: 'text',
  schema: TextBlock,
  blank: (id) => ({ id, kind: 'text', text: [plainParagraph('Write something.')], align: 'left' }),
  problems: ({ text }) => [
    ...(isEmptyText(text) ? ['A text is empty. Write it or delete it.'] : []),
    ...linkProblems(text),
  ],
  lines: ({ text }) => text.map(({ line }) => line),
  markup: ({ text, align }) =>
    `<mj-text padding="8px 24px" align="${align}">${htmlOfRichText(text)}</mj-text>`,
  text: ({ text }) => textOfRichText(text),
};
