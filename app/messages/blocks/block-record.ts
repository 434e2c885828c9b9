import { z } from 'zod';
import type { RichLine } from './rich-text.ts';

/** Where the list of blocks that can be added shows a kind, in this order. */
export const BLOCK_GROUPS = ['text', 'products', 'answers', 'layout'] as const;
export type BlockGroup = (typeof BLOCK_GROUPS)[number];

/** The id of a block, unique in its email. */
export const BlockId = z.string().min(1).max(64);

/** All about one kind of block; a kind is one file. */
export type EmailBlockRecord<Block> = {
  /** What the merchant calls the kind, where blocks are added. */
  label: string;
  group: BlockGroup;
  /** Checks a block that was stored or edited. What is not written yet is empty, which `problems` names. */
  schema: z.ZodType<Block>;
  /** A new block that can be seen at once. */
  blank(id: string): Block;
  /** Why an email with it cannot be published: each a sentence with what to do. */
  problems?(block: Block): string[];
  /** The lines in it that may hold variables. */
  lines?(block: Block): RichLine[];
  /** What stands in its column: MJML with Liquid. */
  markup(block: Block): string;
  /** The same in the plain text, Liquid; empty when it says nothing there. */
  text(block: Block): string;
  /** A condition of Liquid without which it is left out. */
  shownIf?(block: Block): string | null;
};
