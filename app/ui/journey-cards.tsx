import { Badge, BlockStack, Card, DataTable, Link, Text } from '@shopify/polaris';
import type { MailDecision, PersonRun } from '#app/insights/person-history.server.ts';
import { RelativeTime } from './relative-time.tsx';

type Time = { now: number; timeZone: string };

/** The journeys a person is in, with what comes next, and those that ended, with why. */
export function JourneysCard({ runs, now, timeZone }: Time & { runs: PersonRun[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Journeys
        </Text>
        {runs.length === 0 ? (
          <Text as="p" tone="subdued">
            In no journey so far. One starts with a filled cart or an order.
          </Text>
        ) : null}
        {runs.map((run) => (
          <BlockStack key={run.id} gap="050">
            <span style={{ display: 'flex', gap: 'var(--p-space-200)', flexWrap: 'wrap' }}>
              <Link url={`/app/journeys/${run.journeyKey}`} removeUnderline>
                {run.journey}
              </Link>
              {run.state === 'active' ? <Badge tone="info">Under way</Badge> : <Badge>Ended</Badge>}
            </span>
            <Text as="p" variant="bodySm" tone="subdued">
              {run.state === 'active' ? `${run.step}. ` : `${run.reason}, `}
              {run.state === 'active' ? (
                <Next at={run.nextAt} now={now} timeZone={timeZone} />
              ) : (
                <RelativeTime at={run.endedAt} now={now} timeZone={timeZone} />
              )}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Next({ at, now, timeZone }: Time & { at: number | null }) {
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

/** Why each mail was sent to a person or was not, newest first. */
export function MailsCard({ decisions, now, timeZone }: Time & { decisions: MailDecision[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Why (not) sent
        </Text>
        {decisions.length === 0 ? (
          <Text as="p" tone="subdued">
            No mail has come up for this person yet. Each decision about one appears here with its
            reason.
          </Text>
        ) : (
          <DataTable
            columnContentTypes={['text', 'text', 'text', 'text']}
            headings={['Mail', 'Decision', 'Reason', 'When']}
            rows={decisions.map(({ id, mail, outcome, reason, at }) => [
              mail,
              outcome,
              reason,
              <RelativeTime key={id} at={at} now={now} timeZone={timeZone} />,
            ])}
          />
        )}
      </BlockStack>
    </Card>
  );
}
