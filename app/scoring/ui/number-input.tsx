import { TextField } from '@shopify/polaris';

export type NumberInputProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  suffix?: string;
  labelHidden?: boolean;
};

/** A number as it is typed; a phone shows its keys for numbers. */
export function NumberInput(props: NumberInputProps) {
  return <TextField {...props} inputMode="decimal" autoComplete="off" maxLength={20} />;
}
