import { blankColumnBlock, COLUMN_BLOCK_KINDS } from '#app/messages/blocks/column-blocks.ts';
import { blankEmail } from '#app/messages/editor/blank-email.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';

const BLOCKS = 20;

/** An email of twenty blocks of every kind, the first of which is a heading. */
export function twentyBlocks(): ComposedEmail {
  const email = blankEmail('Twenty blocks');
  const blocks = Array.from({ length: BLOCKS }, (_none, place) => {
    const kind = COLUMN_BLOCK_KINDS[place % COLUMN_BLOCK_KINDS.length] ?? 'heading';
    return blankColumnBlock(kind, `b${String(place)}`);
  });
  return {
    ...email,
    design: { subject: [{ text: 'Twenty blocks' }], preheader: [], blocks },
  };
}
