import { BlockStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { type FoundPerson, foundPersonLabel } from '#app/messages/page/found-person.ts';
import { MOST_TEST_ADDRESSES } from '#app/messages/page/test-addresses.ts';
import { useEmailTest } from './use-email-test.ts';

export type TestEmailModalProps = {
  emailKey: string;
  person: FoundPerson | null;
  ownAddress: string | null;
  onClose: () => void;
};

/** Has an email sent to a few addresses, to see it in a mailbox. It closes when the email was asked for. */
export function TestEmailModal({ emailKey, person, ownAddress, onClose }: TestEmailModalProps) {
  const [to, setTo] = useState(ownAddress ?? '');
  const { isBusy, problem, send } = useEmailTest(emailKey, onClose);
  return (
    <Modal
      open
      onClose={onClose}
      title="Send test email"
      primaryAction={{
        content: 'Send',
        loading: isBusy,
        onAction: () => send(to, person?.id ?? ''),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <TextField
            {...(problem !== null && { error: problem })}
            label="To"
            type="text"
            inputMode="email"
            autoComplete="email"
            value={to}
            onChange={setTo}
            helpText={`Up to ${String(MOST_TEST_ADDRESSES)} addresses, with commas between them.`}
          />
          <Text as="p" tone="subdued">
            {person === null
              ? 'Sent as it was saved last, with samples.'
              : `Sent as it was saved last, as ${foundPersonLabel(person)} would get it now. Who reads it sees what is known of this person.`}
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
