import { InlineGrid, Select } from '@shopify/polaris';
import type { SegmentChange } from '#app/journeys/definition.ts';

export type SegmentChangeFieldsProps = {
  change: SegmentChange;
  segments: readonly { value: string; label: string }[];
  onChange: (change: SegmentChange) => void;
};

const KINDS: { value: SegmentChange['kind']; label: string }[] = [
  { value: 'entered', label: 'Enters the segment' },
  { value: 'left', label: 'Leaves the segment' },
];

/** A person who enters a segment, or leaves it. */
export function SegmentChangeFields({ change, segments, onChange }: SegmentChangeFieldsProps) {
  const { segment, kind } = change;
  const isGone = segment !== '' && !segments.some(({ value }) => value === segment);
  return (
    <InlineGrid columns="1fr 1fr" gap="200">
      <Select
        label="A person"
        options={KINDS}
        value={kind}
        onChange={(value) => {
          const chosen = KINDS.find((one) => one.value === value);
          if (chosen) onChange({ segment, kind: chosen.value });
        }}
      />
      <Select
        label="Segment"
        placeholder="Choose a segment"
        options={
          isGone ? [{ value: segment, label: `${segment} (gone)` }, ...segments] : [...segments]
        }
        value={segment}
        error={segment === '' ? 'Choose the segment.' : isGone ? 'Choose another.' : undefined}
        onChange={(value) => onChange({ segment: value, kind })}
      />
    </InlineGrid>
  );
}
