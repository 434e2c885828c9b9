import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { MessageTheme } from '#app/journeys/gallery/gallery-journey.ts';
import type { CoveredJourney, CoverageMap } from '#app/journeys/page/coverage-map.ts';
import { formatCount, type Countable } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { CardHead } from '#app/ui/card-head.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import { GapFills, type GapFillsProps } from './gap-fills.tsx';
import { JourneyStateBadge } from './journey-state-badge.tsx';

export type CoverageCardProps = { map: CoverageMap } & Pick<GapFillsProps, 'adding'>;

const GAPS: Countable = { one: 'gap', many: 'gaps' };
const THEME_NAMES: Record<MessageTheme, string> = {
  answer: 'Answers',
  proof: 'Proof',
  help: 'Help',
  offer: 'Offers',
};

/** The stages of the lifecycle with the journeys for each, and what is missing. */
export function CoverageCard({ map: { rows, others }, adding }: CoverageCardProps) {
  const gaps = rows.filter(({ gap }) => gap !== null).length;
  return (
    <BlockStack gap="400">
      <Card padding="0">
        <CardHead
          title={gaps === 0 ? 'Every stage is covered' : `${formatCount(gaps, GAPS)} in coverage`}
          text="From the first visit to the lapsed customer: which journeys run at each stage, what they are about, and what fills a gap."
        />
        <StackedTable
          name={{ singular: 'stage', plural: 'stages' }}
          headings={['Stage', 'People now', 'Journeys', 'Gap']}
          rows={rows.map(({ stage, name, people, journeys, gap }) => ({
            id: stage,
            cells: [
              <Text key="stage" as="span" fontWeight="semibold">
                {name}
              </Text>,
              people === null ? 'Not counted' : formatNumber(people),
              <JourneysOfStage key="journeys" journeys={journeys} />,
              gap === null ? (
                'None'
              ) : (
                <GapFills key="gap" gap={gap} journeys={journeys} adding={adding} />
              ),
            ],
          }))}
        />
      </Card>
      {others.length === 0 ? null : (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Journeys for no stage
            </Text>
            <Text as="p" tone="subdued">
              Neither what starts them nor their conditions to enter name a stage.
            </Text>
            <JourneysOfStage journeys={others} />
          </BlockStack>
        </Card>
      )}
    </BlockStack>
  );
}

function JourneysOfStage({ journeys }: { journeys: readonly CoveredJourney[] }) {
  if (journeys.length === 0) return 'None';
  return (
    <BlockStack gap="300">
      {journeys.map((journey) => (
        <CoveredEntry key={journey.key} journey={journey} />
      ))}
    </BlockStack>
  );
}

function CoveredEntry({ journey }: { journey: CoveredJourney }) {
  const { key, name, state, starts, themes, nextStep } = journey;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/journeys/${key}`}>{name}</Link>
        {state === 'live' ? null : <JourneyStateBadge state={state} />}
      </InlineStack>
      <div style={{ maxWidth: '26rem', whiteSpace: 'normal' }}>
        <Text as="p" tone="subdued">
          {starts}
        </Text>
        {nextStep === null ? null : (
          <Text as="p" tone="subdued">{`Next step wanted: ${nextStep}`}</Text>
        )}
      </div>
      <InlineStack gap="100">
        {themes.map((theme) => (
          <Badge key={theme} size="small">
            {THEME_NAMES[theme]}
          </Badge>
        ))}
      </InlineStack>
    </BlockStack>
  );
}
