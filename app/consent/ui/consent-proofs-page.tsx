import { useRevalidator } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { ChainBreak, ChainCheck } from '../chain.ts';

export type ConsentProofsPageProps = { check: ChainCheck };

/** Whether every proof of consent is as it was written, checked as the page is opened. */
export function ConsentProofsPage({ check }: ConsentProofsPageProps) {
  const { state, revalidate } = useRevalidator();
  return (
    <Page
      title="Consent proofs"
      subtitle="Everything people agreed to or refused, each tied to the one before it."
      backAction={{ content: 'Settings', url: '/app/settings' }}
      primaryAction={{
        content: 'Check again',
        loading: state === 'loading',
        onAction: () => void revalidate(),
      }}
    >
      <BlockStack gap="400">
        {check.outcome === 'broken' ? (
          <BrokenBanner at={check} />
        ) : check.end.length === 0 ? (
          <EmptyState heading="No proofs yet">
            The first is written when someone subscribes or unsubscribes.
          </EmptyState>
        ) : (
          <Banner tone="success" title={`${count(check.end.length)} unchanged`}>
            <p>
              All of them were followed from the first to the last just now. None was changed,
              removed or added out of turn.
              {check.erased === 0
                ? ''
                : ` ${formatNumber(check.erased)} of them no longer say whose they were, because the person was erased.`}
            </p>
          </Banner>
        )}
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingSm">
              What a proof holds
            </Text>
            <Text as="p">
              Whose consent it is, the channel, the consent itself, when it was given and when it
              was recorded, where it was received, the words and the page the person saw, and a
              fingerprint of all this together with the proof before it. Changing one would change
              every fingerprint after it. You find the proofs of a person on their page.
            </Text>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}

const FAULTS: Record<ChainBreak['fault'], string> = {
  missing: 'It is missing.',
  altered: 'It was altered.',
  unlinked: 'It does not follow from the one before it.',
};

function BrokenBanner({ at: { seq, fault } }: { at: ChainBreak }) {
  return (
    <Banner tone="critical" title={`Proof no. ${formatNumber(seq)} does not hold`}>
      <p>
        {FAULTS[fault]} The database was changed outside the app. Compare it with a backup before
        you rely on this proof or on later ones; those before it hold.
      </p>
    </Banner>
  );
}

function count(proofs: number): string {
  return formatCount(proofs, { one: 'proof is', many: 'proofs are' });
}
