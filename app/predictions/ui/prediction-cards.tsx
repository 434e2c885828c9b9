import { Badge, Banner, BlockStack, Card, InlineGrid, ProgressBar, Text } from '@shopify/polaris';
import { calibrationWords, lackWords, rangeWords } from '#app/predictions/page/evidence-words.ts';
import type { ModelSort, LifetimeModelVersion } from '#app/predictions/lifetime-models.ts';
import type { PredictionRun } from '#app/predictions/prediction-run.ts';
import type { PredictedTotals } from '#app/predictions/page/predictions-page.ts';
import { CUSTOMERS, WEEKS, formatCount } from '#app/lib/format/count.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { Figure } from '#app/ui/figure.tsx';
import { ListCard } from '#app/ui/list-card.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { PairedBars } from '#app/ui/paired-bars.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { TableBelow } from '#app/ui/table-below.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

/** How far a calculation is, or how the last one ended. */
export function PredictionRunCard({ run, now, timeZone }: { run: PredictionRun } & PageTime) {
  const { outcome, peopleDone, peopleTotal, found } = run;
  if (outcome === 'predicted') return null;
  if (outcome === 'too_little')
    return (
      <Banner tone="info" title="Not enough data for a forecast">
        <p>{found === null ? 'There are no orders yet.' : lackWords(found)}</p>
      </Banner>
    );
  if (outcome === 'cancelled')
    return (
      <Banner tone="warning" title="The last calculation was cancelled">
        <p>{`It had reached ${customers(peopleDone)} ${formatRelativeTime(run.finishedAt ?? now, now, timeZone)}. The others keep their earlier forecast.`}</p>
      </Banner>
    );
  const percent = peopleTotal === null ? 0 : Math.floor((100 * peopleDone) / peopleTotal);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm" id="predicting">
          {peopleTotal === null
            ? 'Learning from the orders'
            : `Calculating: ${formatNumber(peopleDone)} of ${customers(peopleTotal)}`}
        </Text>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="predicting" />
      </BlockStack>
    </Card>
  );
}

/** What is expected of all customers together. */
export function PredictedFigures({ totals }: { totals: PredictedTotals }) {
  const { people: known, again, orders, spendMinor, currency } = totals;
  const period = 'next 12 months';
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
      <Figure name="Customers who order again" period={period} value={Math.round(again)}>
        {`Expected of ${customers(known)} with an order`}
      </Figure>
      <Figure name="Orders" period={period} value={Math.round(orders)}>
        Expected of today’s customers
      </Figure>
      <Figure
        name="Spend"
        period={period}
        value={
          spendMinor === null || currency === null ? (
            'Not known'
          ) : (
            <MoneyText minor={spendMinor} currency={currency} />
          )
        }
      >
        Expected of today’s customers, less refunds
      </Figure>
    </InlineGrid>
  );
}

/** How well the model in use predicted orders that it had not seen. */
export function ForecastCalibrationCard({ version }: { version: LifetimeModelVersion }) {
  const { calibration } = version.evidence;
  if (calibration === null) return null;
  const most = calibration.rows.at(-1)?.repeats;
  const rows = calibration.rows.map((row) => ({
    ...row,
    group: row.repeats === most && most >= 7 ? `${String(most)}+` : String(row.repeats),
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Accuracy
          </Text>
          <Text as="p" tone="subdued">
            {calibrationWords(calibration, version.evidence.spendCalibration)}
          </Text>
          <Text as="p" tone="subdued">
            {rangeWords(version.evidence)}
          </Text>
        </BlockStack>
        <Text as="h3" variant="headingSm">
          {`Orders of one customer in the ${formatCount(calibration.weeks, WEEKS)} held back, by repeat orders before`}
        </Text>
        <PairedBars
          rows={rows.map(({ group, expected, actual }) => ({
            group,
            first: expected,
            second: actual,
          }))}
          names={{ first: 'Expected', second: 'Actual' }}
          height={260}
          formatValue={(value) => formatNumber(value, { exactly: 2 })}
        />
        <TableBelow
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={['Repeat orders before', 'Customers', 'Orders expected', 'Orders placed']}
          rows={rows.map(({ group, people: count, expected, actual }) => [
            group,
            formatNumber(count),
            formatNumber(expected, { exactly: 2 }),
            formatNumber(actual, { exactly: 2 }),
          ])}
        />
      </BlockStack>
    </Card>
  );
}

const MODEL_COLUMNS: [Column<ModelSort>, ...Column<ModelSort>[]] = [
  { title: 'Version', sort: 'version' },
  { title: 'Learned' },
  { title: 'From' },
  { title: 'Orders expected and placed, held back' },
];

export type LifetimeVersionsCardProps = {
  versions: RowPage<LifetimeModelVersion>;
  list: ListControls<ListView<ModelSort>>;
  timeZone: string;
};

/** The models of the shop with what each was learned from. */
export function LifetimeVersionsCard({ versions, list, timeZone }: LifetimeVersionsCardProps) {
  return (
    <ListCard
      title="Versions"
      text="A new version is trained once a week, and when a staff member requests it. The newest is in use."
      searchHint="Number of the version"
      list={list}
      name={{ singular: 'version', plural: 'versions' }}
      columns={MODEL_COLUMNS}
      empty="No versions."
      hasMore={versions.hasMore}
      rows={versions.rows.map(({ version, inUse, fittedAt, evidence }) => ({
        id: String(version),
        cells: [
          inUse ? (
            <>
              {`${String(version)} `}
              <Badge tone="success">In use</Badge>
            </>
          ) : (
            String(version)
          ),
          formatDate(fittedAt, timeZone),
          `${customers(evidence.people)}, ${formatNumber(evidence.repeaters)} with more than one order, ${formatCount(Math.floor(evidence.weeks), WEEKS)}`,
          evidence.calibration === null
            ? 'Too little time'
            : `${formatNumber(Math.round(evidence.calibration.expected))} and ${formatNumber(Math.round(evidence.calibration.actual))}`,
        ],
      }))}
    />
  );
}

function customers(count: number): string {
  return formatCount(count, CUSTOMERS);
}
