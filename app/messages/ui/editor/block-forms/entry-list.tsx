import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { DeleteIcon, PlusIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';

export type EntryListProps<Entry> = {
  /** What one of them is called, such as “Question”. */
  noun: string;
  entries: readonly Entry[];
  most: number;
  least?: number;
  blank: Entry;
  onChange: (entries: Entry[]) => void;
  fields: (entry: Entry, onChange: (entry: Entry) => void) => ReactNode;
};

/** Entries of a block, such as questions, each with its fields; they are added and removed. */
export function EntryList<Entry>(props: EntryListProps<Entry>) {
  const { noun, entries, most, least = 1, blank, onChange, fields } = props;
  return (
    <BlockStack gap="300">
      {entries.map((entry, place) => {
        const name = `${noun} ${String(place + 1)}`;
        return (
          // Entries have no ids: they are edited where they stand.
          <Box key={place} padding="300" background="bg-surface-secondary" borderRadius="200">
            <div role="group" aria-label={name}>
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="center">
                  <Text as="h3" variant="headingSm">
                    {name}
                  </Text>
                  {entries.length > least ? (
                    <Button
                      size="micro"
                      icon={DeleteIcon}
                      accessibilityLabel={`Remove ${name.toLowerCase()}`}
                      onClick={() => onChange(entries.toSpliced(place, 1))}
                    />
                  ) : null}
                </InlineStack>
                {fields(entry, (changed) => onChange(entries.with(place, changed)))}
              </BlockStack>
            </div>
          </Box>
        );
      })}
      {entries.length < most ? (
        <InlineStack>
          <Button icon={PlusIcon} onClick={() => onChange([...entries, blank])}>
            {`Add ${noun.toLowerCase()}`}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
