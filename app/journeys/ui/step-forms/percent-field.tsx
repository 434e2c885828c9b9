import { TextField } from '@shopify/polaris';

export type PercentFieldProps = {
  label: string;
  percent: number;
  error?: string | undefined;
  helpText?: string;
  onChange: (percent: number) => void;
};

/** More than three digits are no percentage that could be meant. */
const MOST_DIGITS = 3;

/** A share of people in whole percent. */
export function PercentField({ label, percent, error, helpText, onChange }: PercentFieldProps) {
  return (
    <TextField
      label={label}
      autoComplete="off"
      inputMode="numeric"
      suffix="%"
      value={String(percent)}
      error={error}
      helpText={helpText}
      onChange={(text) => onChange(Number(text.replace(/\D/g, '').slice(-MOST_DIGITS)))}
    />
  );
}
