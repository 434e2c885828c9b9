import { Select } from '@shopify/polaris';
import { TEXT_CONDITIONS, type TextBlock } from '#app/messages/blocks/text.ts';
import { AlignField } from '../align-field.tsx';
import { RichTextField } from '../rich-text-field.tsx';
import type { BlockForm } from './block-form.ts';

const CONDITION_LABELS: Record<(typeof TEXT_CONDITIONS)[number], string> = {
  toBeSent: 'While the order is still to be sent',
};

const CONDITIONS = [
  { value: '', label: 'Always' },
  ...TEXT_CONDITIONS.map((value) => ({ value, label: CONDITION_LABELS[value] })),
];

/** The form of running text. */
export const textForm: BlockForm<TextBlock> = ({ block, onChange }) => (
  <>
    <RichTextField
      label="Text"
      value={block.text}
      onChange={(text) => onChange({ ...block, text })}
    />
    <AlignField align={block.align} onChange={(align) => onChange({ ...block, align })} />
    <Select
      label="Show"
      options={CONDITIONS}
      value={block.shownIf ?? ''}
      onChange={(value) => {
        const { shownIf: _before, ...rest } = block;
        const shownIf = TEXT_CONDITIONS.find((one) => one === value);
        onChange({ ...rest, ...(shownIf && { shownIf }) });
      }}
    />
  </>
);
