import { BlockStack, Card, Page } from '@shopify/polaris';
import { useState } from 'react';
import { EditRefusal } from '#app/access/ui/edit-area.tsx';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import type { ShownFeedbackSource } from '../feedback-source.ts';
import type { SuppressedAddress, SuppressionSort } from '../page/suppressed-address.ts';
import type { SuppressionChangeShown } from '../page/suppression-history.ts';
import { FeedbackSourceCard } from './feedback-source-card.tsx';
import { LiftModal } from './lift-modal.tsx';
import { SuppressionTable } from './suppression-table.tsx';

export type FeedbackPageProps = {
  sources: ShownFeedbackSource[];
  blocked: RowPage<SuppressedAddress>;
  /** What happened to them. */
  history: SuppressionChangeShown[];
  view: ListView<SuppressionSort>;
  /** Where providers report, without the name of the provider. */
  address: string;
  staffId: string;
  now: number;
  timeZone: string;
};

/** Which providers report bounces and complaints, and the addresses that get no email. */
export function FeedbackPage(props: FeedbackPageProps) {
  const { blocked, history, view, sources, address, ...time } = props;
  const list = useListParams(view);
  const [lifting, setLifting] = useState<SuppressedAddress | null>(null);
  return (
    <Page
      title="Bounces and complaints"
      subtitle="Addresses that do not work, or whose owners mark your emails as spam, get no more email."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <EditRefusal needs="keys.edit" />
        <FeedbackSourceCard {...time} sources={sources} address={address} />
        <Card padding="0">
          <div style={{ padding: 'var(--p-space-400)' }}>
            <CardIntro
              title="Blocked addresses"
              text="No email is sent to them. People who unsubscribed still get emails about their orders."
            />
          </div>
          <ListSearch
            label="Search blocked addresses"
            placeholder="Beginning of an address"
            list={list}
          />
          <SuppressionTable
            {...time}
            blocked={blocked}
            history={history}
            list={list}
            onLift={setLifting}
          />
        </Card>
      </BlockStack>
      <LiftModal blocked={lifting} onClose={() => setLifting(null)} />
    </Page>
  );
}
