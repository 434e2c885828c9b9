import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfText, liquidOfText } from './block-markup.ts';

const StoryBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('story'),
  quote: z.string().max(1_000),
  /** Who says it. */
  name: z.string().max(100),
});
export type StoryBlock = z.infer<typeof StoryBlock>;

/** What a customer says, in their words. */
export const storyBlock: EmailBlockRecord<StoryBlock> = {
  label: 'Customer story',
  group: 'answers',
  schema: StoryBlock,
  blank: (id) => ({ id, kind: 'story', quote: '', name: '' }),
  problems: ({ quote, name }) =>
    quote.trim() === '' || name.trim() === ''
      ? ['A customer story needs what was said and who said it. Write both or delete it.']
      : [],
  markup: ({ quote, name }) =>
    `<mj-text padding="16px 32px" font-size="18px" line-height="28px" align="center">` +
    `<p style="margin:0 0 8px">“${htmlOfText(quote)}”</p>` +
    `<p style="margin:0;font-size:14px;line-height:20px">${htmlOfText(name)}</p></mj-text>`,
  text: ({ quote, name }) => `“${liquidOfText(quote)}”\n${liquidOfText(name)}`,
};
