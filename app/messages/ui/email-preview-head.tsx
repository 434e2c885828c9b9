import { InlineStack, Text } from '@shopify/polaris';
import { EmailViewButtons, type EmailViewButtonsProps } from './email-view-buttons.tsx';

/** The head of a card that shows an email, with the ways to look at it. */
export function EmailPreviewHead(props: EmailViewButtonsProps) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="h2" variant="headingMd">
        Preview
      </Text>
      <EmailViewButtons {...props} />
    </InlineStack>
  );
}
