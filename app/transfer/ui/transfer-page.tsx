import { BlockStack, Page } from '@shopify/polaris';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { ContentDraft } from '#app/transfer/content-draft.ts';
import type { ExportRow, ExportSort } from '#app/transfer/exportable.ts';
import type { TransferKind } from '#app/transfer/file-definition.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { ContentDraftsCard } from './content-drafts-card.tsx';
import { DefinitionExportCard } from './definition-export-card.tsx';
import { DefinitionImportCard } from './definition-import-card.tsx';

export type TransferPageProps = {
  live: Live;
  page: {
    counts: { kind: TransferKind; count: number }[];
    rows: { rows: ExportRow[]; hasMore: boolean };
    drafts: ContentDraft[];
  };
  view: ListView<ExportSort>;
};

/** Where definitions leave the store as files, and come into it. */
export function TransferPage({ live, page, view }: TransferPageProps) {
  const list = useListParams(view);
  useLive(live);
  return (
    <Page
      title="Export and import"
      subtitle="Move journeys, emails, banners, offers, segments and scores between stores as files that you can read."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <DefinitionImportCard />
        <ContentDraftsCard drafts={page.drafts} />
        <DefinitionExportCard counts={page.counts} rows={page.rows} list={list} />
      </BlockStack>
    </Page>
  );
}
