import { BlockStack, Box, Text } from '@shopify/polaris';

type CardHeadProps = { title: string; text: string };

/** A heading of a card and what the card is about. */
export function CardIntro({ title, text }: CardHeadProps) {
  return (
    <BlockStack gap="100">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      <Text as="p" tone="subdued">
        {text}
      </Text>
    </BlockStack>
  );
}

/** The same for a card whose table reaches its edges. */
export function CardHead(props: CardHeadProps) {
  return (
    <Box padding="300" paddingBlockEnd="100">
      <CardIntro {...props} />
    </Box>
  );
}
