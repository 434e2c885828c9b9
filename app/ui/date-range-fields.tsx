import { TextField } from '@shopify/polaris';

export type DateRangeFieldsProps = {
  /** Days, as `2026-11-30`. */
  from: string;
  to: string;
  onChange: (change: { from: string } | { to: string }) => void;
};

/** From which day to which; neither can be chosen beyond the other. */
export function DateRangeFields({ from, to, onChange }: DateRangeFieldsProps) {
  return (
    <>
      <TextField
        label="From"
        type="date"
        autoComplete="off"
        value={from}
        max={to}
        onChange={(day) => onChange({ from: day })}
      />
      <TextField
        label="To"
        type="date"
        autoComplete="off"
        value={to}
        min={from}
        onChange={(day) => onChange({ to: day })}
      />
    </>
  );
}
