import { BlockStack, Box, Card, DataTable, Text } from '@shopify/polaris';
import type { QuarantineList, UnknownTopic } from '#app/events/inbox/quarantine.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import type { ProblemIntent } from '#app/problems/problem-intent.ts';
import type { DoubtList, FailureList } from '#app/problems/problem-lists.ts';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { effectName } from './effect-name.ts';
import { FailedEffectSubject, FailureReason, Person } from './problem-cells.tsx';
import { ProblemTable, type ProblemList } from './problem-table.tsx';
import { QuarantineNotice } from './quarantine-notice.tsx';

export type PanelProps = {
  list: ProblemList;
  act: (intent: ProblemIntent, keys: string[]) => void;
  isBusy: boolean;
  now: number;
  timeZone: string;
};

export const ACTIONS = { title: 'Actions', isHidden: true } as const;

type QuarantineProps = PanelProps & {
  quarantine: QuarantineList;
  /** Null for who may not see what was sent. */
  onView: ((key: string) => void) | null;
};

/** Deliveries that could not be used. */
export function QuarantinePanel(props: QuarantineProps) {
  const { quarantine, onView, list, act, isBusy, ...time } = props;
  if (quarantine.waiting === 0) {
    return (
      <BlockStack gap="400">
        <QuarantineNotice {...quarantine} />
        <EmptyState heading="No issues found">
          Webhooks that Tendril cannot read are quarantined here with the reason. Replay them once
          the cause is fixed.
        </EmptyState>
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="400">
      <QuarantineNotice {...quarantine} />
      <ProblemTable
        list={list}
        name={{ singular: 'webhook', plural: 'webhooks' }}
        searchHint="Topic or reason"
        items={quarantine.deliveries}
        hasMore={quarantine.hasMore}
        columns={[
          { title: 'Topic' },
          { title: 'Reason' },
          { title: 'Received', sort: 'time' },
          ACTIONS,
        ]}
        bulk={{ content: 'Replay', onAction: (keys) => act('replay', keys) }}
        moreBulk={{ content: 'Delete', onAction: (keys) => act('discard', keys) }}
        cells={({ key, topic, reason, receivedAt }) => [
          topic,
          reason,
          <RelativeTime key="received" {...time} at={receivedAt} />,
          <RowButtons
            key="actions"
            isBusy={isBusy}
            buttons={[
              { content: 'Replay', label: `Replay ${topic}`, onAction: () => act('replay', [key]) },
              ...(onView === null
                ? []
                : [
                    {
                      content: 'Show content',
                      label: `Show content of ${topic}`,
                      onAction: () => onView(key),
                    },
                  ]),
            ]}
          />,
        ]}
      />
    </BlockStack>
  );
}

type DoubtsProps = PanelProps & { doubts: DoubtList };

/** Mails of which it is not known whether they arrived. */
export function DoubtsPanel({ doubts, list, act, isBusy, ...time }: DoubtsProps) {
  if (doubts.waiting === 0) {
    return (
      <EmptyState heading="No issues found">
        When the connection to the mail server breaks before it answers, you decide here whether to
        send the email again. Nothing is ever sent twice by guess.
      </EmptyState>
    );
  }
  return (
    <ProblemTable
      list={list}
      name={{ singular: 'email', plural: 'emails' }}
      searchHint="Name or email address"
      items={doubts.mails}
      hasMore={doubts.hasMore}
      columns={[{ title: 'Email' }, { title: 'To' }, { title: 'Tried', sort: 'time' }, ACTIONS]}
      cells={({ key, mail, attemptedAt, ...person }) => [
        mail,
        <Person key="person" {...person} />,
        <RelativeTime key="tried" {...time} at={attemptedAt} />,
        <RowButtons
          key="actions"
          isBusy={isBusy}
          buttons={[
            {
              content: 'Mark as sent',
              label: `Mark ${mail} as sent`,
              onAction: () => act('sent', [key]),
            },
            {
              content: 'Send again',
              label: `Send ${mail} again`,
              onAction: () => act('again', [key]),
            },
          ]}
        />,
      ]}
    />
  );
}

type FailuresProps = PanelProps & { failures: FailureList };

/** Effects that failed for good. */
export function FailuresPanel({ failures, list, act, isBusy, ...time }: FailuresProps) {
  if (failures.waiting === 0) {
    return (
      <EmptyState heading="No issues found">
        What a mail server or Shopify refuses for good is listed here with their answer.
      </EmptyState>
    );
  }
  return (
    <ProblemTable
      list={list}
      name={{ singular: 'failure', plural: 'failures' }}
      searchHint="Person or answer"
      items={failures.effects}
      hasMore={failures.hasMore}
      columns={[
        { title: 'What' },
        { title: 'For' },
        { title: 'Why' },
        { title: 'Failed', sort: 'time' },
        ACTIONS,
      ]}
      bulk={{ content: 'Try again', onAction: (keys) => act('retry', keys) }}
      cells={(effect) => [
        effectName(effect),
        <FailedEffectSubject key="person" effect={effect} />,
        <FailureReason key="why" reason={effect.reason} answer={effect.answer} />,
        <RelativeTime key="failed" {...time} at={effect.failedAt} />,
        effect.canRetry ? (
          <RowButtons
            key="actions"
            isBusy={isBusy}
            buttons={[
              {
                content: 'Try again',
                label: `Try ${effectName(effect)} again`,
                onAction: () => act('retry', [effect.key]),
              },
            ]}
          />
        ) : null,
      ]}
    />
  );
}

/** Topics that arrive and that no handler reads. */
export function TopicsPanel({ topics, timeZone }: { topics: UnknownTopic[]; timeZone: string }) {
  if (topics.length === 0) {
    return (
      <EmptyState heading="No issues found">
        Deliveries of topics that Tendril does not know are counted here for 30 days.
      </EmptyState>
    );
  }
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="p" tone="subdued">
          Received in the last 30 days and not read, all topics counted together. There is nothing
          to do, unless you expected something to happen.
        </Text>
      </Box>
      <DataTable
        columnContentTypes={['text', 'numeric', 'text']}
        headings={['Topic', 'Deliveries, last 30 days', 'Last day']}
        rows={topics.map(({ topic, count, lastAt }) => [
          topic === 'unknown' ? 'All unknown topics' : topic,
          formatNumber(count),
          formatDate(lastAt, timeZone),
        ])}
      />
    </Card>
  );
}
