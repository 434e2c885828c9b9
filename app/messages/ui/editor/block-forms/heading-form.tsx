import { Select } from '@shopify/polaris';
import type { HeadingBlock } from '#app/messages/blocks/heading.ts';
import { AlignField } from '../align-field.tsx';
import { RichLineField } from '../rich-line-field.tsx';
import type { BlockForm } from './block-form.ts';

const LEVELS = [
  { value: '1', label: 'Large' },
  { value: '2', label: 'Medium' },
];

/** The form of a heading. */
export const headingForm: BlockForm<HeadingBlock> = ({ block, onChange }) => (
  <>
    <RichLineField
      label="Heading"
      value={block.line}
      onChange={(line) => onChange({ ...block, line })}
    />
    <Select
      label="Size"
      options={LEVELS}
      value={String(block.level)}
      onChange={(level) => onChange({ ...block, level: level === '2' ? 2 : 1 })}
    />
    <AlignField align={block.align} onChange={(align) => onChange({ ...block, align })} />
  </>
);
