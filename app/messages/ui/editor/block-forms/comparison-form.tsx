import { TextField } from '@shopify/polaris';
import type { ComparisonBlock } from '#app/messages/blocks/comparison.ts';
import type { BlockForm } from './block-form.ts';
import { EntryList } from './entry-list.tsx';

const MOST_COMPARED = 3;
const MOST_ROWS = 12;
const MOST_CHARACTERS = 200;

/** The form of a comparison: what is compared, and line by line in what. */
export const comparisonForm: BlockForm<ComparisonBlock> = ({ block, onChange }) => (
  <>
    <EntryList
      noun="Column"
      entries={block.columns}
      most={MOST_COMPARED}
      blank=""
      onChange={(columns) => onChange({ ...block, columns })}
      fields={(name, change) => (
        <TextField
          label="Name"
          autoComplete="off"
          maxLength={MOST_CHARACTERS}
          value={name}
          onChange={change}
        />
      )}
    />
    <EntryList
      noun="Row"
      entries={block.rows}
      most={MOST_ROWS}
      blank={{ label: '', values: [] }}
      onChange={(rows) => onChange({ ...block, rows })}
      fields={(row, change) => (
        <>
          <TextField
            label="Compared in"
            autoComplete="off"
            maxLength={MOST_CHARACTERS}
            value={row.label}
            onChange={(label) => change({ ...row, label })}
          />
          {block.columns.map((name, place) => (
            <TextField
              key={place}
              label={name === '' ? `Column ${String(place + 1)}` : name}
              autoComplete="off"
              maxLength={MOST_CHARACTERS}
              value={row.values[place] ?? ''}
              onChange={(value) => {
                const values = block.columns.map((_name, at) => row.values[at] ?? '');
                change({ ...row, values: values.with(place, value) });
              }}
            />
          ))}
        </>
      )}
    />
  </>
);
