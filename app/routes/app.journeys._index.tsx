import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  Badge,
  BlockStack,
  Box,
  Card,
  IndexTable,
  Link,
  Page,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/db.server.ts';
import { arrange, journeyLines, JOURNEY_SORTS } from '#app/insights/journey-list.ts';
import type { JourneyLine, JourneySort } from '#app/insights/journey-list.ts';
import { reasonWords } from '#app/insights/reason-words.ts';
import { recoveredByJourney } from '#app/insights/recovered.server.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { journeyFigures } from '#app/journeys/journey-figures.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { ORDERS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { Money } from '#app/ui/money.tsx';
import { SortedTable, type Column } from '#app/ui/sorted-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const PERIOD_MS = 30 * DAY;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, JOURNEY_SORTS);
  const since = clock.now() - PERIOD_MS;
  const { live, lines } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['effect', 'journey_run', 'message', 'purchase']),
    lines: journeyLines(
      journeys,
      await journeyFigures(client, shop.id, since),
      await recoveredByJourney(client, shop.id, since, shop.currency),
    ),
  }));
  return { live, lines: arrange(lines, view), view, currency: shop.currency };
}

const COLUMNS: [Column<JourneySort>, ...Column<JourneySort>[]] = [
  { title: 'Journey', sort: 'name' },
  { title: 'Status' },
  number('Entered', 'entered', 'Runs that started in the last 30 days.'),
  number('In it now', 'active', 'Runs under way at this moment, whenever they started.'),
  number('Completed', 'completed', 'Runs that reached the end in the last 30 days.'),
  number('Left early', 'left', 'Runs that ended before the end in the last 30 days, with why.'),
  number('Mails sent', 'sent', 'Mails sent in the last 30 days, and those held back by a rule.'),
  number(
    'Recovered',
    'recovered',
    'Orders of the last 30 days, placed within 5 days after a click in a mail of the journey. Net of refunds, without cancelled orders.',
  ),
];

function number(title: string, sort: JourneySort, tooltip: string): Column<JourneySort> {
  return { title, sort, tooltip, isNumber: true };
}

export default function Journeys() {
  const { live, lines, view, currency } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  const { smDown } = useBreakpoints();
  useLive(live);
  return (
    <Page
      fullWidth
      title="Journeys"
      subtitle="What runs by itself, and what it did in the last 30 days."
    >
      <Card padding="0">
        <ListSearch label="Search journeys" placeholder="Name or purpose" list={list} />
        <SortedTable
          name={{ singular: 'journey', plural: 'journeys' }}
          columns={COLUMNS}
          list={list}
          empty="No journeys yet."
        >
          {lines.map((line, index) => (
            <JourneyRow key={line.key} {...{ line, index, currency }} isCondensed={smDown} />
          ))}
        </SortedTable>
      </Card>
    </Page>
  );
}

type RowProps = { line: JourneyLine; index: number; currency: string; isCondensed: boolean };

function JourneyRow({ line, index, currency, isCondensed }: RowProps) {
  const { key, entered, active, completed, left, exits, mails, recovered } = line;
  const [mostExit] = exits;
  const figures = [
    { name: 'Entered', value: formatNumber(entered) },
    { name: 'In it now', value: formatNumber(active) },
    { name: 'Completed', value: formatNumber(completed) },
    {
      name: 'Left early',
      value: formatNumber(left),
      note: mostExit && `${reasonWords(mostExit.reason)}: ${formatNumber(mostExit.count)}`,
    },
    {
      name: 'Mails sent',
      value: formatNumber(mails.sent),
      note: `${formatNumber(mails.skipped)} held back`,
    },
    {
      name: 'Recovered',
      value: <Money minor={recovered.minor} currency={currency} />,
      note: formatCount(recovered.orders, ORDERS),
    },
  ];
  if (isCondensed) {
    return (
      <IndexTable.Row id={key} position={index}>
        <Box padding="300">
          <BlockStack gap="300">
            <JourneyName line={line} />
            <FactList
              facts={figures.map(({ name, value, note }) => ({
                name,
                value: (
                  <>
                    {value}
                    {note === undefined ? null : ` (${note})`}
                  </>
                ),
              }))}
            />
          </BlockStack>
        </Box>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={key} position={index}>
      <IndexTable.Cell>
        <div style={{ whiteSpace: 'normal', minWidth: '14rem', maxWidth: '22rem' }}>
          <JourneyName line={line} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Badge tone="success">Running</Badge>
      </IndexTable.Cell>
      {figures.map(({ name, value, note }) => (
        <IndexTable.Cell key={name}>
          <BlockStack inlineAlign="end">
            <Text as="span" numeric>
              {value}
            </Text>
            {note === undefined ? null : (
              <Text as="span" tone="subdued">
                {note}
              </Text>
            )}
          </BlockStack>
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}

function JourneyName({ line }: { line: JourneyLine }) {
  return (
    <>
      <Link dataPrimaryLink url={`/app/journeys/${line.key}`} removeUnderline>
        <Text as="span" fontWeight="semibold">
          {line.name}
        </Text>
      </Link>
      <Text as="p" tone="subdued">
        {line.purpose}
      </Text>
    </>
  );
}
