import { Select } from '@shopify/polaris';

export type DefinitionFieldProps = {
  label: string;
  placeholder: string;
  choices: readonly { key: string; name: string }[];
  /** The key of what is chosen; empty for nothing. */
  chosen: string;
  /** What is said while nothing is chosen. */
  error: string;
  onChange: (key: string) => void;
};

/** Chooses an email, a banner or a journey of the shop. What is chosen and no longer in use is named by its key. */
export function DefinitionField(props: DefinitionFieldProps) {
  const { label, placeholder, choices, chosen, error, onChange } = props;
  const isGone = chosen !== '' && !choices.some(({ key }) => key === chosen);
  const options = choices.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <Select
      label={label}
      placeholder={placeholder}
      options={isGone ? [{ value: chosen, label: `${chosen} (not in use)` }, ...options] : options}
      value={chosen}
      error={
        chosen === '' ? error : isGone ? 'It is not in use any more. Choose another.' : undefined
      }
      onChange={onChange}
    />
  );
}
