import { TextField } from '@shopify/polaris';
import type { TrustBlock } from '#app/messages/blocks/trust.ts';
import type { BlockForm } from './block-form.ts';
import { EntryList } from './entry-list.tsx';

const MOST_POINTS = 4;

/** The form of reasons to trust the store. */
export const trustForm: BlockForm<TrustBlock> = ({ block, onChange }) => (
  <EntryList
    noun="Reason"
    entries={block.points}
    most={MOST_POINTS}
    blank={{ title: '', text: '' }}
    onChange={(points) => onChange({ ...block, points })}
    fields={(point, change) => (
      <>
        <TextField
          label="Title"
          autoComplete="off"
          maxLength={80}
          value={point.title}
          onChange={(title) => change({ ...point, title })}
        />
        <TextField
          label="Text"
          autoComplete="off"
          maxLength={200}
          value={point.text}
          onChange={(text) => change({ ...point, text })}
        />
      </>
    )}
  />
);
