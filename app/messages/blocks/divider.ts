import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';

const DividerBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('divider'),
  /** Pixels above and below its line. */
  space: z.number().int().min(0).max(64),
  /** Whether a line is drawn, or there is only space. */
  isDrawn: z.boolean(),
});
export type DividerBlock = z.infer<typeof DividerBlock>;

/** Space between blocks, with a line or without. */
export const dividerBlock: EmailBlockRecord<DividerBlock> = {
  label: 'Divider',
  group: 'layout',
  schema: DividerBlock,
  blank: (id) => ({ id, kind: 'divider', space: 16, isDrawn: true }),
  markup: ({ space, isDrawn }) =>
    isDrawn
      ? `<mj-divider border-width="1px" border-color="#d8dee4" padding="${String(space)}px 24px" />`
      : `<mj-spacer height="${String(2 * space)}px" />`,
  text: () => '',
};
