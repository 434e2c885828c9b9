import { Banner } from '@shopify/polaris';
import type { CsvImport } from '#app/imports/csv/file.ts';
import { ROWS, formatCount } from '#app/lib/format/count.ts';

export type CsvImportBannersProps = {
  file: CsvImport;
  isBusy: boolean;
  onRetry: () => void;
};

/** How the import of a file ended: with an error, cancelled, or with everything read. */
export function CsvImportBanners({ file, isBusy, onRetry }: CsvImportBannersProps) {
  return (
    <>
      {file.error === null ? null : (
        <Banner
          {...(file.parkedFrom === null
            ? {}
            : { action: { content: 'Try again', loading: isBusy, onAction: onRetry } })}
          tone="critical"
          title="The file could not be read"
        >
          <p>{file.error}</p>
        </Banner>
      )}
      {file.state === 'cancelled' ? (
        <Banner title="Cancelled">
          <p>What was imported before stays. The file is deleted.</p>
        </Banner>
      ) : null}
      {file.state === 'done' ? (
        <Banner tone="success" title={`Imported, ${formatCount(file.rowsDone, ROWS)} read`}>
          <p>No emails were sent because of it. The file is deleted.</p>
        </Banner>
      ) : null}
    </>
  );
}
