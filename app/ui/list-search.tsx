import { Box, Text, TextField } from '@shopify/polaris';

export type ListSearchProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
};

/** The search field above a list. */
export function ListSearch({ label, placeholder, value, onChange }: ListSearchProps) {
  return (
    <Box padding="300">
      <TextField
        label={label}
        labelHidden
        placeholder={placeholder}
        autoComplete="off"
        value={value}
        onChange={onChange}
        clearButton
        onClearButtonClick={() => onChange('')}
      />
    </Box>
  );
}

/** What a list says instead of rows. */
export function NothingFound({ children }: { children: string }) {
  return (
    <Box padding="800">
      <Text as="p" tone="subdued" alignment="center">
        {children}
      </Text>
    </Box>
  );
}
