import { useFetcher } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { isImportOpen, isImportRunning, type CsvImport } from '#app/imports/csv/file.ts';
import type { CsvImportAnswer } from '#app/imports/csv/recognise.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { useLive } from '#app/ui/use-live.ts';
import { CsvImportBanners } from './csv-import-banners.tsx';
import { ErrorsCard, FileProgressCard, ImportResultCard } from './csv-import-cards.tsx';
import { EncodingCard } from './encoding-card.tsx';
import { MappingCard } from './mapping-card.tsx';

export type CsvImportPageProps = {
  live: Live;
  file: CsvImport;
  /** Rows that were not fully imported, as many as are kept. */
  errors: number;
  /** The most such rows that are kept. */
  mostErrors: number;
  /** How much of the file is read, 0 to 100. */
  percent: number;
  /** Milliseconds that the rest takes at the pace so far; null when there is nothing to judge by. */
  leftMs: number | null;
};

/** A CSV file on its way through the import: its encoding, its columns, the test and the result. */
export function CsvImportPage(props: CsvImportPageProps) {
  const { live, file, errors, mostErrors, percent, leftMs } = props;
  const fetcher = useFetcher<CsvImportAnswer>();
  useLive(live, isImportRunning(file));
  const isBusy = fetcher.state !== 'idle';
  const ask = (intent: 'run' | 'back' | 'cancel' | 'retry') =>
    fetcher.submit({ intent }, { method: 'post' });
  const { counts } = file;
  return (
    <Page
      title={file.fileName}
      backAction={{ content: 'Import customers', url: '/app/settings/move-in' }}
      primaryAction={
        file.state === 'checked'
          ? { content: 'Import', loading: isBusy, onAction: () => ask('run') }
          : undefined
      }
      secondaryActions={[
        ...(file.state === 'checked'
          ? [{ content: 'Edit columns', disabled: isBusy, onAction: () => ask('back') }]
          : []),
        ...(isImportOpen(file)
          ? [
              {
                content: 'Cancel',
                destructive: true,
                disabled: isBusy,
                onAction: () => ask('cancel'),
              },
            ]
          : []),
      ]}
    >
      <BlockStack gap="400">
        <CsvImportBanners file={file} isBusy={isBusy} onRetry={() => ask('retry')} />
        {file.state === 'encoding' ? (
          <EncodingCard
            guesses={file.sample}
            isBusy={isBusy}
            onChoose={(encoding) =>
              fetcher.submit({ intent: 'encoding', encoding }, { method: 'post' })
            }
          />
        ) : null}
        {file.state === 'mapping' ? (
          <MappingCard
            file={file}
            problems={fetcher.data?.problems ?? []}
            isBusy={isBusy}
            onCheck={(terms) =>
              fetcher.submit({ intent: 'check', terms: JSON.stringify(terms) }, { method: 'post' })
            }
          />
        ) : null}
        {isImportRunning(file) ? (
          <FileProgressCard file={file} percent={percent} leftMs={leftMs} />
        ) : null}
        {counts === null || file.state === 'mapping' ? null : (
          <ImportResultCard counts={counts} isDone={file.state !== 'checked'} />
        )}
        {errors === 0 || file.state === 'mapping' ? null : (
          <ErrorsCard id={file.id} errors={errors} most={mostErrors} />
        )}
      </BlockStack>
    </Page>
  );
}
