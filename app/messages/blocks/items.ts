import { z } from 'zod';
import { ITEMS_MARKUP, ITEMS_TEXT } from '#app/messages/blocks/shared-markup.ts';
import { BlockId, type EmailBlockRecord } from './block-record.ts';

const ItemsBlock = z.strictObject({ id: BlockId, kind: z.literal('items') });
export type ItemsBlock = z.infer<typeof ItemsBlock>;

/** The goods that the email is about, each with its picture, quantity and price, and what they come to. */
export const itemsBlock: EmailBlockRecord<ItemsBlock> = {
  label: 'Items of the cart or order',
  group: 'products',
  schema: ItemsBlock,
  blank: (id) => ({ id, kind: 'items' }),
  markup: () => ITEMS_MARKUP,
  text: () => ITEMS_TEXT.trimEnd(),
  shownIf: () => 'items.size > 0',
};
