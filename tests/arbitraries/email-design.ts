import fc from 'fast-check';
import { blankColumnBlock, COLUMN_BLOCK_KINDS } from '#app/messages/blocks/column-blocks.ts';
import type { EmailBlock, EmailDesign } from '#app/messages/blocks/email-design.ts';

const shape = fc.oneof(
  fc.constantFrom(...COLUMN_BLOCK_KINDS),
  fc.array(fc.array(fc.constantFrom(...COLUMN_BLOCK_KINDS), { maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  }),
);

/** Emails of new blocks and columns, each block with an id of its own. */
export const anyEmailDesign: fc.Arbitrary<EmailDesign> = fc
  .array(shape, { maxLength: 6 })
  .map((shapes) => {
    let count = 0;
    const id = () => `b${String((count += 1))}`;
    const blocks = shapes.map((one): EmailBlock => {
      if (typeof one === 'string') return blankColumnBlock(one, id());
      const columns = one.map((kinds) => kinds.map((kind) => blankColumnBlock(kind, id())));
      return { id: id(), kind: 'columns', columns };
    });
    return { subject: [{ text: 'Subject' }], preheader: [], blocks };
  });
