import { BlockStack, Box, Text } from '@shopify/polaris';
import { formatCount } from '#app/lib/format/count.ts';
import {
  type ListedText,
  listedOnPhone,
  type MailboxEntry,
} from '#app/messages/page/mailbox-line.ts';

const CHARACTERS = { one: 'character', many: 'characters' };

/** An email as a phone lists it, with how long its subject and preheader are. */
export function MailboxLineBox({ entry }: { entry: MailboxEntry }) {
  const { subject, preheader } = listedOnPhone(entry);
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="100">
        <Text as="p" fontWeight="semibold" breakWord>
          {entry.sender}
        </Text>
        <Text as="p" breakWord>
          {subject.shown === '' ? 'No subject yet' : subject.shown}
        </Text>
        <Text as="p" tone="subdued" breakWord>
          {preheader.shown === '' ? 'No preheader' : preheader.shown}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {`Subject: ${lengthWords(subject)}. Preheader: ${lengthWords(preheader)}.`}
        </Text>
      </BlockStack>
    </Box>
  );
}

function lengthWords({ length, isCut, most }: ListedText): string {
  const characters = formatCount(length, CHARACTERS);
  return isCut ? `${characters}, a phone shows about ${String(most)}` : characters;
}
