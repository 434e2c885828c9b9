import { useFetcher } from '@remix-run/react';
import { BlockStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useOutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { LONGEST_REASON, SHORTEST_REASON, type LiftOutcome } from '../lift-suppression.ts';
import { SUPPRESSION_WORDS, type SuppressedAddress } from '../page/suppressed-address.ts';

const OUTCOME_TEXTS: Record<LiftOutcome['outcome'], string> = {
  lifted: 'Email is allowed again',
  not_blocked: 'This address is not blocked any more',
  needs_reason: `Enter a reason of at least ${String(SHORTEST_REASON)} characters`,
  needs_opt_in: 'Only a new opt-in of its owner allows email to this address',
};

export type LiftModalProps = {
  /** The address that is to be allowed again; null while there is none. */
  blocked: SuppressedAddress | null;
  onClose: () => void;
};

/** Asks why email to an address is allowed again. */
export function LiftModal({ blocked, onClose }: LiftModalProps) {
  const fetcher = useFetcher<LiftOutcome>();
  const [typed, setTyped] = useState({ address: '', reason: '' });
  useOutcomeToast(fetcher, ({ outcome }) => ({
    text: OUTCOME_TEXTS[outcome],
    isError: outcome !== 'lifted',
  }));
  const address = blocked?.address ?? '';
  // What was typed for one address is not the reason for another.
  const reason = typed.address === address ? typed.reason : '';
  const isRefusal = blocked?.reason === 'complaint' || blocked?.reason === 'unsubscribed';
  return (
    <Modal
      open={blocked !== null}
      onClose={onClose}
      title={`Allow email to ${address}?`}
      primaryAction={{
        content: 'Allow email',
        loading: fetcher.state !== 'idle',
        disabled: reason.trim().length < SHORTEST_REASON,
        onAction: () => {
          fetcher.submit({ intent: 'lift', address, reason }, { method: 'post' });
          onClose();
        },
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">
            {blocked === null ? '' : `Blocked because: ${SUPPRESSION_WORDS[blocked.reason]}.`}
          </Text>
          {isRefusal ? (
            <Text as="p">This works only after the owner of the address has opted in again.</Text>
          ) : null}
          <TextField
            label="Reason"
            value={reason}
            onChange={(text) => setTyped({ address, reason: text })}
            maxLength={LONGEST_REASON}
            multiline={3}
            autoComplete="off"
            helpText="Kept with the history of the address."
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
