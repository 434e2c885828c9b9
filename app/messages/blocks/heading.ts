import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfLine, textOfLine } from './block-markup.ts';
import { Align } from './block-style.ts';
import { isEmptyLine, RichLine } from './rich-text.ts';

const HeadingBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('heading'),
  level: z.union([z.literal(1), z.literal(2)]),
  line: RichLine,
  align: Align,
});
export type HeadingBlock = z.infer<typeof HeadingBlock>;

const SIZES = {
  1: 'font-size="26px" line-height="32px"',
  2: 'font-size="20px" line-height="26px"',
};

/** A title. */
export const headingBlock: EmailBlockRecord<HeadingBlock> = {
  label: 'Heading',
  group: 'text',
  schema: HeadingBlock,
  blank: (id) => ({ id, kind: 'heading', level: 1, line: [{ text: 'Heading' }], align: 'left' }),
  problems: ({ line }) => (isEmptyLine(line) ? ['A heading is empty. Write it or delete it.'] : []),
  lines: ({ line }) => [line],
  markup: ({ level, line, align }) => {
    const tag = `h${String(level)}`;
    return (
      `<mj-text padding="8px 24px" align="${align}" font-weight="700" ${SIZES[level]}>` +
      `<${tag} style="margin:0;font:inherit">${htmlOfLine(line)}</${tag}></mj-text>`
    );
  },
  text: ({ line }) => textOfLine(line),
};
