import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfRichText, textOfRichText } from './block-markup.ts';
import { Align } from './block-style.ts';
import { isEmptyText, linkProblems, plainParagraph, RichText } from './rich-text.ts';

/** What may have to be true for a text to be shown, by the names of variables. */
export const TEXT_CONDITIONS = ['toBeSent'] as const;

const TextBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('text'),
  text: RichText,
  align: Align,
  /** Shown only where this is true of what the email is about; always where it is absent. */
  shownIf: z.enum(TEXT_CONDITIONS).optional(),
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
  shownIf: ({ shownIf }) => shownIf ?? null,
};
