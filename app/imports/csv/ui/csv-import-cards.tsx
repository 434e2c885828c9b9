import {
  Banner,
  BlockStack,
  Button,
  Card,
  DropZone,
  InlineStack,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import { useAppBridge } from '@shopify/app-bridge-react';
import { ROWS, formatCount } from '#app/lib/format/count.ts';
import { formatDuration } from '#app/lib/format/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import type { ImportCounts } from '#app/imports/csv/count-rows.ts';
import { MOST_BYTES, CHUNK_BYTES, type CsvImport } from '#app/imports/csv/file.ts';
import { REFUSAL_WORDS, UNUSABLE_WORDS } from '#app/imports/csv/row-errors.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import type { Upload } from './use-upload.ts';

/** Where a file is chosen. */
export function UploadCard({ upload: { percent, error, send } }: { upload: Upload }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Choose a file
        </Text>
        <Text as="p">
          {`An export of Klaviyo, Omnisend or Mailchimp, or any CSV file with a header, of at most ${String(MOST_BYTES / CHUNK_BYTES)} MB. You see a preview before anything is imported.`}
        </Text>
        {error === null ? null : (
          <Banner tone="critical" title="The file was not uploaded">
            <p>{error}</p>
          </Banner>
        )}
        {percent === null ? (
          <DropZone
            label="CSV file"
            labelHidden
            accept=".csv,.txt,text/csv,text/plain"
            type="file"
            allowMultiple={false}
            onDrop={(files) => {
              const [file] = files;
              if (file) void send(file);
            }}
          >
            <DropZone.FileUpload actionTitle="Choose file" actionHint="or drop a CSV file here" />
          </DropZone>
        ) : (
          <BlockStack gap="150">
            <ProgressBar progress={percent} size="small" ariaLabelledBy="upload-progress" />
            <div id="upload-progress">
              <Text as="p" tone="subdued">{`Sending the file, ${formatShare(percent / 100)}`}</Text>
            </div>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

type FileProgressProps = { file: CsvImport; percent: number; leftMs: number | null };

/** How far a file is read. */
export function FileProgressCard({
  file: { state, rowsDone },
  percent,
  leftMs,
}: FileProgressProps) {
  const left = leftMs === null ? '' : `, about ${formatDuration(leftMs)} left at the pace so far`;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {state === 'checking' ? 'Testing, nothing is imported yet' : 'Importing'}
        </Text>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="reading-progress" />
        <div id="reading-progress">
          <Text as="p" tone="subdued">
            {`${formatShare(percent / 100)}, ${formatCount(rowsDone, ROWS)}${left}`}
          </Text>
        </div>
      </BlockStack>
    </Card>
  );
}

/** The result of a dry run, or of the import of a file. */
export function ImportResultCard({ counts, isDone }: { counts: ImportCounts; isDone: boolean }) {
  const { people, subscribed, unsubscribed, unchanged, suppressed } = counts;
  const facts = [
    ['New people', people.new],
    ['Existing people', people.known],
    ['Rows about a person listed earlier', people.again],
    ['Subscribed to email', subscribed.email],
    ['Subscribed to text messages', subscribed.sms],
    ['Unsubscribed from email', unsubscribed.email],
    ['Unsubscribed from text messages', unsubscribed.sms],
    ['Consent already known, or outdated by a newer one', unchanged.email + unchanged.sms],
    ['Blocked: unsubscribed', suppressed.unsubscribed ?? 0],
    ['Blocked: address does not work', suppressed.hard_bounce ?? 0],
    ['Blocked: complained', suppressed.complaint ?? 0],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`${isDone ? 'Result of the test' : 'Preview'}, ${formatCount(counts.rows, ROWS)}`}
        </Text>
        <FactList
          nameWidth="20rem"
          facts={facts.flatMap(([name, count]) => (count === 0 ? [] : [numberFact(name, count)]))}
        />
        <Refusals counts={counts} />
      </BlockStack>
    </Card>
  );
}

const CHANNELS = { email: 'Email', sms: 'Text messages' };

function Refusals({ counts: { refused, unusable } }: { counts: ImportCounts }) {
  const parts = (['email', 'sms'] as const).flatMap((channel) =>
    reasons(REFUSAL_WORDS).flatMap((reason) => {
      const count = refused[`${channel}:${reason}`] ?? 0;
      const words = `${CHANNELS[channel]}: ${REFUSAL_WORDS[reason]}`;
      return count === 0 ? [] : [numberFact(words, count)];
    }),
  );
  const rows = reasons(UNUSABLE_WORDS).flatMap((reason) => {
    const count = unusable[reason] ?? 0;
    return count === 0 ? [] : [numberFact(`Row skipped. ${UNUSABLE_WORDS[reason]}`, count)];
  });
  if (parts.length + rows.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Not imported
      </Text>
      <FactList nameWidth="20rem" facts={[...parts, ...rows]} />
    </BlockStack>
  );
}

function reasons<K extends string>(words: Record<K, string>): K[] {
  return Object.keys(words) as K[];
}

function numberFact(name: string, count: number) {
  return { name, value: formatNumber(count) };
}

/** Offers the rows that were not fully imported as a file. */
export function ErrorsCard({ id, errors, most }: { id: string; errors: number; most: number }) {
  const bridge = useAppBridge();
  async function download() {
    try {
      // A link would come without the session that the embedded page has.
      const response = await fetch(`/app/settings/move-in/${id}/errors`);
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const url = URL.createObjectURL(await response.blob());
      Object.assign(document.createElement('a'), { href: url, download: 'not-taken.csv' }).click();
      URL.revokeObjectURL(url);
    } catch {
      bridge.toast.show('The file could not be downloaded. Try again.', { isError: true });
    }
  }
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p">
          {errors < most
            ? `${formatCount(errors, { one: 'row was', many: 'rows were' })} not imported, or only in part.`
            : `More than ${formatNumber(errors)} rows were not imported, or only in part. The first are in the file.`}
        </Text>
        <Button onClick={() => void download()}>Download rows with reasons</Button>
      </InlineStack>
    </Card>
  );
}
