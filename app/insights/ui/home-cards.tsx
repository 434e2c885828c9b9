import {
  Badge,
  BlockStack,
  Button,
  Card,
  DataTable,
  InlineStack,
  Link,
  Text,
} from '@shopify/polaris';
import type { HomeFigures } from '#app/insights/home.ts';
import type { NextStep } from '#app/insights/next-steps.ts';
import type { SetupStep } from '#app/insights/setup-steps.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';

/** What to do now, the most urgent first. */
export function NextStepsCard({ steps }: { steps: NextStep[] }) {
  return (
    <PlainCard title="Next best steps">
      {steps.length === 0 ? (
        <Text as="p" tone="subdued">
          Nothing needs your attention.
        </Text>
      ) : null}
      {steps.map(({ key, title, detail, label, url }, index) => (
        <InlineStack key={key} align="space-between" blockAlign="center" gap="200">
          <StepText title={title} detail={detail} />
          <Button url={url} variant={index === 0 ? 'primary' : 'secondary'}>
            {label}
          </Button>
        </InlineStack>
      ))}
    </PlainCard>
  );
}

function StepText({ title, detail }: Pick<NextStep, 'title' | 'detail'>) {
  return (
    <BlockStack>
      <Text as="p" fontWeight="semibold">
        {title}
      </Text>
      <Text as="p" tone="subdued">
        {detail}
      </Text>
    </BlockStack>
  );
}

export type HomeMailsCardProps = {
  mails: HomeFigures['mails'];
  skipped: { reason: string; count: number }[];
};

/** The outcome of every scheduled email. */
export function HomeMailsCard({ mails, skipped }: HomeMailsCardProps) {
  const rows: [string, number][] = [
    ['Sent', mails.sent],
    ...skipped.map(({ reason, count }): [string, number] => [
      `Not sent: ${lowered(reason)}`,
      count,
    ]),
    ['Waiting to be sent', mails.waiting],
    ['Failed', mails.failed],
    ['Delivery unconfirmed', mails.inDoubt],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Emails, last 30 days
          </Text>
          {mails.holds ? (
            <Badge tone="success">Every email is accounted for</Badge>
          ) : (
            <Badge tone="critical">The count does not add up</Badge>
          )}
        </InlineStack>
        <DataTable
          columnContentTypes={['text', 'numeric']}
          headings={['Outcome', 'Emails']}
          rows={rows.map(([what, count]) => [what, formatNumber(count)])}
          totals={['', formatNumber(mails.entered)]}
          totalsName={{ singular: 'Scheduled', plural: 'Scheduled' }}
          showTotalsInFooter
        />
      </BlockStack>
    </Card>
  );
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The journeys with who is in them. */
export function HomeJourneysCard({ journeys }: Pick<HomeFigures, 'journeys'>) {
  return (
    <PlainCard title="Journeys running">
      <DataTable
        columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
        headings={['Journey', 'Active', 'Entered, 30 days', 'Emails sent, 30 days']}
        rows={journeys.map(({ key, name, active, entered, sent }) => [
          <Link key={key} url={`/app/journeys/${key}`} removeUnderline>
            {name}
          </Link>,
          formatNumber(active),
          formatNumber(entered),
          formatNumber(sent),
        ])}
      />
    </PlainCard>
  );
}

/** What is left to set up, with a way there. */
export function SetupCard({ steps }: { steps: SetupStep[] }) {
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Set-up
          </Text>
          <Text as="span" tone="subdued">
            {`${String(done)} of ${String(steps.length)} done`}
          </Text>
        </InlineStack>
        {steps.map(({ key, title, detail, isDone, link }) => (
          <InlineStack key={key} align="space-between" blockAlign="center" gap="200">
            <InlineStack gap="200" blockAlign="start" wrap={false}>
              <Badge tone={isDone ? 'success' : undefined}>{isDone ? 'Done' : 'To do'}</Badge>
              <StepText title={title} detail={detail} />
            </InlineStack>
            {isDone || link === null ? null : (
              <Button url={link.url} target={link.outside ? '_top' : undefined}>
                {link.label}
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
