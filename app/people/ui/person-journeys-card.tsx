import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import type { AddableJourney } from '#app/journeys/page/addable-journeys.ts';
import { AddToJourney } from '#app/journeys/ui/add-to-journey.tsx';
import type { PersonRun } from '#app/people/page/person-history.ts';
import { namesInBrief } from '#app/people/page/names-in-brief.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

/** The journeys a person is in, with what comes next, and those that ended, with why. */
export function PersonJourneysCard({
  runs,
  personId,
  addable,
  ...time
}: PageTime & { runs: PersonRun[]; personId: string; addable: AddableJourney[] }) {
  return (
    <CollapsibleCard cardKey="journeys" title="Journeys" summary={summaryOf(runs)}>
      {runs.length === 0 ? (
        <Text as="p" tone="subdued">
          In no journey so far.
        </Text>
      ) : null}
      <ShortList
        whole={`all ${String(runs.length)} journeys`}
        items={runs.map((run) => ({ key: run.id, content: <Run {...time} run={run} /> }))}
      />
      <EditArea needs="journeys.edit">
        <AddToJourney personId={personId} journeys={addable} />
      </EditArea>
    </CollapsibleCard>
  );
}

function summaryOf(runs: PersonRun[]): string {
  const active = runs.filter(({ state }) => state === 'active');
  const ended = runs.length - active.length;
  const now = namesInBrief([...new Set(active.map(({ journey }) => journey))]);
  if (now !== null) return `In ${now} now`;
  return ended === 0 ? 'None so far' : `In none now, ${formatNumber(ended)} ended`;
}

function Run({ run, ...time }: PageTime & { run: PersonRun }) {
  return (
    <BlockStack gap="050">
      <InlineStack gap="200">
        <Link url={`/app/journeys/${run.journeyKey}`} removeUnderline>
          {run.journey}
        </Link>
        {run.state === 'active' ? <Badge tone="info">Under way</Badge> : <Badge>Ended</Badge>}
      </InlineStack>
      <SubduedText>
        {run.state === 'active' ? (
          <>
            {`${run.step}. `}
            {run.isHeld ? 'The journey is paused.' : <Next {...time} at={run.nextAt} />}
          </>
        ) : (
          <>
            {`${run.reason}, `}
            <RelativeTime {...time} at={run.endedAt} />
          </>
        )}
      </SubduedText>
    </BlockStack>
  );
}

function Next({ at, now, timeZone }: PageTime & { at: number | null }) {
  if (at === null) return null;
  if (at <= now) return 'Due now.';
  return (
    <>
      {'At the latest '}
      <RelativeTime at={at} now={now} timeZone={timeZone} />
      {'.'}
    </>
  );
}
