import { Box, InlineGrid, Select, Text, TextField } from '@shopify/polaris';
import type { SelectProps } from '@shopify/polaris';

export type ListSearchProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** What else narrows or sorts the list. */
  choice?: Pick<SelectProps, 'label' | 'options' | 'value'> & { onChange: (value: string) => void };
};

/** The search field above a list, and a choice beside it, in a narrow window below it. */
export function ListSearch({ label, placeholder, value, onChange, choice }: ListSearchProps) {
  const field = (
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
  if (!choice) return field;
  return (
    <InlineGrid columns={{ xs: 1, sm: '1fr 14rem' }} alignItems="center">
      {field}
      <Box paddingInline="300" paddingBlockEnd={{ xs: '300', sm: '0' }}>
        <Select {...choice} labelHidden />
      </Box>
    </InlineGrid>
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
