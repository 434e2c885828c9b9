import { z } from 'zod';
import { BlockId } from './block-record.ts';
import { type ColumnBlock, ColumnBlockSchema } from './column-blocks.ts';
import { RichLine } from './rich-text.ts';

/** Blocks of an email, beside those in columns. */
export const MOST_BLOCKS = 60;
/** Columns beside each other. */
export const MOST_EMAIL_COLUMNS = 4;
/** Blocks in a column. */
export const MOST_IN_COLUMN = 12;

/** Blocks beside each other; below each other on a phone. */
export const ColumnsBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('columns'),
  columns: z.array(z.array(ColumnBlockSchema).max(MOST_IN_COLUMN)).min(2).max(MOST_EMAIL_COLUMNS),
});
export type ColumnsBlock = z.infer<typeof ColumnsBlock>;

/** A block of an email, of any kind. */
export type EmailBlock = ColumnBlock | ColumnsBlock;

const EmailBlockSchema: z.ZodType<EmailBlock> = z.unknown().transform((input, context) => {
  const isColumns =
    typeof input === 'object' && input !== null && 'kind' in input && input.kind === 'columns';
  const read = (isColumns ? ColumnsBlock : ColumnBlockSchema).safeParse(input);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** An email as a merchant composes it: what the reader sees in the list of their mailbox, and blocks. */
export const EmailDesign = z.strictObject({
  subject: RichLine,
  /** What stands behind the subject in the list. */
  preheader: RichLine,
  blocks: z.array(EmailBlockSchema).max(MOST_BLOCKS),
});
export type EmailDesign = z.infer<typeof EmailDesign>;

/** All blocks, those in columns too. */
export function allBlocks({ blocks }: Pick<EmailDesign, 'blocks'>): ColumnBlock[] {
  return blocks.flatMap((block) => (block.kind === 'columns' ? block.columns.flat() : [block]));
}
