import { useFetcher } from '@remix-run/react';
import { BlockStack, Layout, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { EditRefusal } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import type { ApiKeyOutcome, ShownKey } from '#app/events/api/api-keys.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { ApiKeysCard, NewKeyBanner } from './api-key-cards.tsx';
import { ApiKeyTable, type KeySort } from './api-key-table.tsx';

const OUTCOME_TEXTS: Record<ApiKeyOutcome['outcome'], string> = {
  made: 'Key created',
  ended: 'Key ended',
  gone: 'This key has ended already',
};

function apiKeyToast({ outcome }: ApiKeyOutcome): OutcomeToast {
  return { text: OUTCOME_TEXTS[outcome] };
}

export type ApiKeysPageProps = {
  view: ListView<KeySort>;
  keys: ShownKey[];
  /** Where programs send their events. */
  address: string;
  staffId: string;
  now: number;
  timeZone: string;
  /** What else programs are connected by. */
  children: ReactNode;
};

/** The keys with which other programs send events, for staff who connect one. */
export function ApiKeysPage(page: ApiKeysPageProps) {
  const list = useListParams(page.view);
  const fetcher = useFetcher<ApiKeyOutcome>();
  useOutcomeToast(fetcher, apiKeyToast);
  const { data } = fetcher;
  const may = useMay();
  const isBusy = fetcher.state !== 'idle';
  return (
    <Page
      title="Events API and webhooks"
      subtitle="Lets your help desk and your review app send events to Tendril, and get webhooks from it."
      backAction={{ content: 'Settings', url: '/app/settings' }}
      primaryAction={
        may('keys.edit')
          ? {
              content: page.keys.length === 0 ? 'Create key' : 'Create new key',
              loading: isBusy,
              onAction: () => fetcher.submit({ intent: 'renew' }, { method: 'post' }),
            }
          : undefined
      }
    >
      <Layout>
        {data?.key ? (
          <Layout.Section>
            <NewKeyBanner value={data.key} />
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <EditRefusal needs="keys.edit" />
            <ApiKeysCard address={page.address}>
              <ApiKeyTable
                keys={page.keys}
                list={list}
                isBusy={isBusy}
                onEnd={(id) => fetcher.submit({ intent: 'end', id }, { method: 'post' })}
                staffId={page.staffId}
                now={page.now}
                timeZone={page.timeZone}
              />
            </ApiKeysCard>
            {page.children}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
