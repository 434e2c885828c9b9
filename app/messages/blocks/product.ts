import { z } from 'zod';
import { PRODUCT_MARKUP, PRODUCT_TEXT } from '#app/messages/blocks/shared-markup.ts';
import { BlockId, type EmailBlockRecord } from './block-record.ts';

const ProductBlock = z.strictObject({ id: BlockId, kind: z.literal('product') });
export type ProductBlock = z.infer<typeof ProductBlock>;

/** The first of the goods that the email is about, large, with its price of now. */
export const productBlock: EmailBlockRecord<ProductBlock> = {
  label: 'Product',
  group: 'products',
  schema: ProductBlock,
  blank: (id) => ({ id, kind: 'product' }),
  markup: () =>
    `<mj-raw>{% for item in items limit: 1 %}</mj-raw>${PRODUCT_MARKUP}<mj-raw>{% endfor %}</mj-raw>`,
  text: () => PRODUCT_TEXT,
  shownIf: () => 'items.size > 0',
};
