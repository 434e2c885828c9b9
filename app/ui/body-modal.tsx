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
    <Modal open={isOpen} onClose={onClose} title="Received content" size="large">
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p" tone="subdued">
            This may be personal data. Your view was recorded in the audit log.
          </Text>
          {body === undefined ? <SkeletonBodyText lines={6} /> : null}
          {body === null ? <Text as="p">The content no longer exists.</Text> : null}
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
