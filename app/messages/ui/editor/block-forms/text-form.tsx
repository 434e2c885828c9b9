import type { TextBlock } from '#app/messages/blocks/text.ts';
import { AlignField } from '../align-field.tsx';
import { RichTextField } from '../rich-text-field.tsx';
import type { BlockForm } from './block-form.ts';

/** The form of running text. */
export const textForm: BlockForm<TextBlock> = ({ block, onChange }) => (
  <>
    <RichTextField
      label="Text"
      value={block.text}
      onChange={(text) => onChange({ ...block, text })}
    />
    <AlignField align={block.align} onChange={(align) => onChange({ ...block, align })} />
  </>
);
