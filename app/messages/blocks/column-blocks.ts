import { z } from 'zod';
import type { BlockGroup, EmailBlockRecord } from './block-record.ts';
import { buttonBlock } from './button.ts';
import { comparisonBlock } from './comparison.ts';
import { couponBlock } from './coupon.ts';
import { dividerBlock } from './divider.ts';
import { faqBlock } from './faq.ts';
import { headingBlock } from './heading.ts';
import { imageBlock } from './image.ts';
import { itemsBlock } from './items.ts';
import { productBlock } from './product.ts';
import { recommendedBlock } from './recommended.ts';
import { socialBlock } from './social.ts';
import { storyBlock } from './story.ts';
import { textBlock } from './text.ts';
import { trustBlock } from './trust.ts';

/** Every kind of block that stands in a column, one file each. */
const columnBlocks = {
  heading: headingBlock,
  text: textBlock,
  image: imageBlock,
  button: buttonBlock,
  items: itemsBlock,
  product: productBlock,
  recommended: recommendedBlock,
  coupon: couponBlock,
  faq: faqBlock,
  comparison: comparisonBlock,
  story: storyBlock,
  trust: trustBlock,
  divider: dividerBlock,
  social: socialBlock,
};

type ColumnBlocks = typeof columnBlocks;
export type ColumnBlockKind = keyof ColumnBlocks;

/** A block in a column, of any kind. */
export type ColumnBlock = {
  [K in ColumnBlockKind]: z.infer<ColumnBlocks[K]['schema']>;
}[ColumnBlockKind];

/** The names of all kinds. */
export const COLUMN_BLOCK_KINDS = Object.keys(columnBlocks) as ColumnBlockKind[];

/** Reads a block of any kind, as that kind's schema says. */
export const ColumnBlockSchema: z.ZodType<ColumnBlock> = z.unknown().transform((input, context) => {
  const kind: unknown = typeof input === 'object' && input && 'kind' in input ? input.kind : null;
  if (typeof kind !== 'string' || !isColumnBlockKind(kind)) {
    context.addIssue({ code: 'custom', path: ['kind'], message: 'There is no such block.' });
    return z.NEVER;
  }
  const read = columnBlocks[kind].schema.safeParse(input);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** Whether there is such a kind, as what was stored may name one that is gone. */
function isColumnBlockKind(kind: string): kind is ColumnBlockKind {
  return Object.hasOwn(columnBlocks, kind);
}

/** All about a block, by its kind. */
export function columnBlockOf<B extends ColumnBlock>({ kind }: B): EmailBlockRecord<B> {
  // TypeScript does not follow that the record under a block's kind is the one for that block.
  return columnBlocks[kind] as unknown as EmailBlockRecord<B>;
}

/** What the merchant calls a kind, and under which group it is added. */
export function columnBlockWords(kind: ColumnBlockKind): { label: string; group: BlockGroup } {
  const { label, group } = columnBlocks[kind];
  return { label, group };
}

/** A new block of a kind. */
export function blankColumnBlock(kind: ColumnBlockKind, id: string): ColumnBlock {
  return columnBlocks[kind].blank(id);
}
