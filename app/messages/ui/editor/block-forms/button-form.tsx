import { TextField } from '@shopify/polaris';
import type { ButtonBlock } from '#app/messages/blocks/button.ts';
import { AlignField } from '../align-field.tsx';
import { LinkFields } from '../link-fields.tsx';
import type { BlockForm } from './block-form.ts';

/** The form of a button. */
export const buttonForm: BlockForm<ButtonBlock> = ({ block, onChange }) => (
  <>
    <TextField
      label="Label"
      autoComplete="off"
      maxLength={100}
      value={block.label}
      onChange={(label) => onChange({ ...block, label })}
    />
    <LinkFields
      label="Button leads to"
      link={block.link}
      onChange={(link) => onChange({ ...block, link })}
    />
    <AlignField align={block.align} onChange={(align) => onChange({ ...block, align })} />
  </>
);
