import { Checkbox, RangeSlider } from '@shopify/polaris';
import type { DividerBlock } from '#app/messages/blocks/divider.ts';
import type { BlockForm } from './block-form.ts';

const MOST_SPACE = 64;

/** The form of a divider. */
export const dividerForm: BlockForm<DividerBlock> = ({ block, onChange }) => (
  <>
    <Checkbox
      label="Show a line"
      checked={block.isDrawn}
      onChange={(isDrawn) => onChange({ ...block, isDrawn })}
    />
    <RangeSlider
      label="Space above and below"
      output
      min={0}
      max={MOST_SPACE}
      step={4}
      suffix={`${String(block.space)} px`}
      value={block.space}
      onChange={(space) => onChange({ ...block, space: Number(space) })}
    />
  </>
);
