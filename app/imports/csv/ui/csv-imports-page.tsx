import { BlockStack, Page } from '@shopify/polaris';
import type { FilePage, FileSort } from '#app/imports/csv/list-files.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { UploadCard } from './csv-import-cards.tsx';
import { CsvImportTable } from './csv-import-table.tsx';
import { useUpload } from './use-upload.ts';

export type CsvImportsPageProps = {
  live: Live;
  files: FilePage;
  view: ListView<FileSort>;
  now: number;
  timeZone: string;
};

/** Where a CSV file of customers is uploaded, above the files so far. */
export function CsvImportsPage({ live, files, view, now, timeZone }: CsvImportsPageProps) {
  const list = useListParams(view);
  const upload = useUpload();
  useLive(live, files.isAtWork);
  return (
    <Page
      title="Import customers"
      subtitle="Import customers, their consent and blocked addresses from the platform you used before."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <UploadCard upload={upload} />
        <CsvImportTable files={files} list={list} now={now} timeZone={timeZone} />
      </BlockStack>
    </Page>
  );
}
