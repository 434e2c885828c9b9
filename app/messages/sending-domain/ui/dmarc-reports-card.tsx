import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Box, Card, DropZone, Text } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatPartOf } from '#app/lib/format/share.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { MOST_PACKED_BYTES } from '../reports/dmarc-report.ts';
import type { ReportSummary } from '../reports/reported-sources.ts';
import type { SaveReportOutcome } from '../reports/save-report-outcome.ts';

const REFUSALS: Record<Exclude<SaveReportOutcome['outcome'], 'added'>, string> = {
  unreadable: 'This is no DMARC report',
  too_large: 'The report is too large',
  other_domain: 'The report is about another domain',
  too_old: 'The report is older than 90 days',
  nothing_to_check: 'There is no domain to check',
};
const REPORTS = { one: 'report', many: 'reports' };

export type DmarcReportsCardProps = { summary: ReportSummary | null; timeZone: string };

/** Who sends in the name of the domain, by the reports of receivers. */
export function DmarcReportsCard({ summary, timeZone }: DmarcReportsCardProps) {
  const fetcher = useFetcher<SaveReportOutcome>();
  useOutcomeToast(fetcher, reportToast);
  const bridge = useAppBridge();
  const isBusy = fetcher.state !== 'idle';
  async function add([file]: File[]) {
    if (!file) return;
    if (file.size > MOST_PACKED_BYTES) {
      bridge.toast.show(REFUSALS.too_large, { isError: true });
      return;
    }
    fetcher.submit({ intent: 'report', file: await base64Of(file) }, { method: 'post' });
  }
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <CardIntro
            title="DMARC reports"
            text="Gmail, Yahoo and others send a report a day to the rua= address of your DMARC record. Add the files here to see which servers send in your name."
          />
          <EditArea needs="settings.edit">
            <DropZone
              label="Report to add"
              labelHidden
              accept=".xml,.gz,.zip"
              type="file"
              allowMultiple={false}
              disabled={isBusy}
              onDrop={(files) => void add(files)}
            >
              <DropZone.FileUpload
                actionTitle="Choose report"
                actionHint="or drop an .xml, .gz or .zip file here"
              />
            </DropZone>
          </EditArea>
          {summary === null ? (
            <SubduedText>No reports yet.</SubduedText>
          ) : (
            <Text as="p">
              {`${formatCount(summary.reports, REPORTS)}, ${formatDate(summary.begin, timeZone)} to ${formatDate(summary.end, timeZone)}, emails of the servers that sent most:`}
            </Text>
          )}
        </BlockStack>
      </Box>
      {summary === null ? null : (
        <StackedTable
          name={{ singular: 'server', plural: 'servers' }}
          headings={['Server', 'Emails', 'Passed', 'DKIM aligned', 'SPF aligned', 'Stopped']}
          rows={summary.sources.map(({ ip, count, passed, dkim, spf, stopped }) => ({
            id: ip,
            cells: [
              ip,
              formatNumber(count),
              formatPartOf(passed, count),
              formatNumber(dkim),
              formatNumber(spf),
              formatNumber(stopped),
            ],
          }))}
        />
      )}
    </Card>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function reportToast(outcome: SaveReportOutcome): OutcomeToast {
  return outcome.outcome === 'added'
    ? { text: 'Report added' }
    : { text: REFUSALS[outcome.outcome], isError: true };
}
