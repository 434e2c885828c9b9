import { Box, InlineGrid, Select, Text, TextField } from '@shopify/polaris';
import type { SelectProps } from '@shopify/polaris';
import { MOST_SEARCHED } from '#app/lib/list-view.ts';
import type { ListControls } from './use-list-params.ts';

export type ListSearchProps = {
  label: string;
  placeholder: string;
  list: Pick<ListControls<unknown>, 'search' | 'setSearch'>;
  /** What else narrows or sorts the list. */
  choice?: Pick<SelectProps, 'label' | 'options' | 'value'> & { onChange: (value: string) => void };
};

/** The search field above a list, and a choice beside it, in a narrow window below it. */
export function ListSearch({ label, placeholder, list, choice }: ListSearchProps) {
  const field = (
    <Box padding="300">
      <TextField
        label={label}
        labelHidden
        placeholder={placeholder}
        autoComplete="off"
        maxLength={MOST_SEARCHED}
        value={list.search}
        onChange={list.setSearch}
        clearButton
        onClearButtonClick={() => list.setSearch('')}
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
