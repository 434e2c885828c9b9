import { Select } from '@shopify/polaris';
import { type ColumnsBlock, MOST_EMAIL_COLUMNS } from '#app/messages/blocks/email-design.ts';
import { setColumnCount } from '#app/messages/editor/edit-blocks.ts';
import type { BlockForm } from './block-form.ts';

const COUNTS = Array.from({ length: MOST_EMAIL_COLUMNS - 1 }, (_none, place) => String(place + 2));

/** The form of blocks beside each other. */
export const columnsForm: BlockForm<ColumnsBlock> = ({ block, onChange }) => (
  <Select
    label="Columns"
    options={COUNTS}
    helpText="On a phone they stand below each other. Fewer columns lose no block."
    value={String(block.columns.length)}
    onChange={(count) => onChange(setColumnCount(block, Number(count)))}
  />
);
