import { TextField } from '@shopify/polaris';
import type { StoryBlock } from '#app/messages/blocks/story.ts';
import type { BlockForm } from './block-form.ts';

/** The form of a customer story. */
export const storyForm: BlockForm<StoryBlock> = ({ block, onChange }) => (
  <>
    <TextField
      label="What the customer said"
      autoComplete="off"
      multiline={4}
      maxLength={1_000}
      value={block.quote}
      onChange={(quote) => onChange({ ...block, quote })}
    />
    <TextField
      label="Name of the customer"
      autoComplete="off"
      maxLength={100}
      helpText="Use a real story, and only with the customer’s consent."
      value={block.name}
      onChange={(name) => onChange({ ...block, name })}
    />
  </>
);
