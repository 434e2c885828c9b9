import { BlockStack, Box, Modal, Scrollable, SkeletonBodyText, Text } from '@shopify/polaris';

export type BodyModalProps = {
  isOpen: boolean;
  /** Undefined while it is on its way, null when it is gone. */
  body: string | null | undefined;
  onClose: () => void;
};

/** The body of a delivery, as text only. */
export function BodyModal({ isOpen, body, onClose }: BodyModalProps) {
  return (
    <Modal open={isOpen} onClose={onClose} title="What was delivered" size="large">
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p" tone="subdued">
            This may be personal data. That you looked at it was written into the audit log.
          </Text>
          {body === undefined ? <SkeletonBodyText lines={6} /> : null}
          {body === null ? <Text as="p">The delivery is not there any more.</Text> : null}
          {body ? (
            <Scrollable style={{ maxHeight: '24rem' }} focusable>
              <Box background="bg-surface-secondary" padding="300" borderRadius="200">
                <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {body}
                </pre>
              </Box>
            </Scrollable>
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
