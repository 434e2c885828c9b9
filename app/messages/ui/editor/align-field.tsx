import { Select } from '@shopify/polaris';
import { Align } from '#app/messages/blocks/block-style.ts';

const LABELS: Record<Align, string> = { left: 'Left', center: 'Centre', right: 'Right' };

export type AlignFieldProps = { align: Align; onChange: (align: Align) => void };

/** Where in its column a block stands. */
export function AlignField({ align, onChange }: AlignFieldProps) {
  return (
    <Select
      label="Alignment"
      options={Align.options.map((value) => ({ value, label: LABELS[value] }))}
      value={align}
      onChange={(value) => onChange(Align.parse(value))}
    />
  );
}
