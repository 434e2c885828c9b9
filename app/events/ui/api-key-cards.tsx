import { Banner, BlockStack, Box, Card, Text, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** The new key, this once. */
export function NewKeyBanner({ value }: { value: string }) {
  return (
    <Banner tone="success" title="Copy the key now: it is shown only this once">
      <BlockStack gap="200">
        <TextField
          label="Key"
          labelHidden
          value={value}
          readOnly
          selectTextOnFocus
          autoComplete="off"
        />
        <Text as="p">The previous key works for one more day.</Text>
      </BlockStack>
    </Banner>
  );
}

export type ApiKeysCardProps = { address: string; children: ReactNode };

/** Where the keys are used, above the keys. */
export function ApiKeysCard({ address, children }: ApiKeysCardProps) {
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="p">
          Programs send events with POST to <code>{address}</code>, with the key as bearer token.
        </Text>
      </Box>
      {children}
    </Card>
  );
}
