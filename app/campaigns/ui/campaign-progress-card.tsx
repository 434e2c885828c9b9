import { BlockStack, Button, InlineStack, Link, List, ProgressBar, Text } from '@shopify/polaris';
import type {
  CampaignProgressFigures,
  ReasonCount,
} from '#app/campaigns/page/campaign-progress.ts';
import type { CampaignPhase } from '#app/campaigns/campaign.ts';
import { campaignJourneyKey } from '#app/effects/campaign-key.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatPartOf } from '#app/lib/format/share.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import type { CampaignEditor } from './use-campaign-editor.ts';

export type CampaignProgressCardProps = {
  id: string;
  phase: CampaignPhase;
  progress: CampaignProgressFigures;
  mayEdit: boolean;
  editor: Pick<CampaignEditor, 'send' | 'isBusy'>;
  timeZone: string;
};

/** How far a campaign is, and what cancels it. */
export function CampaignProgressCard(props: CampaignProgressCardProps) {
  const { id, phase, progress, mayEdit, editor, timeZone } = props;
  const { total, unprepared, sent, waiting, skipped, failed, inDoubt, lastDueAt } = progress;
  const settled = Math.max(0, total - unprepared - waiting);
  const cancel = { content: 'Cancel campaign', intent: 'cancel' };
  const undo = { content: 'Go on sending', intent: 'resume' };
  const isStoppable = phase === 'sending' && waiting + unprepared > 0;
  const action = isStoppable ? cancel : phase === 'stopping' ? undo : null;
  return (
    <PlainCard title="Progress">
      <ProgressBar
        progress={total === 0 ? 100 : (100 * settled) / total}
        size="small"
        ariaLabelledBy="campaign-progress"
      />
      <InlineStack align="space-between" blockAlign="center">
        <div id="campaign-progress">
          <Text as="p" tone="subdued">
            {`Done for ${formatPartOf(settled, total)} people`}
          </Text>
        </div>
        {mayEdit && action ? (
          <Button
            loading={editor.isBusy}
            tone={phase === 'sending' ? 'critical' : undefined}
            onClick={() => editor.send({ intent: action.intent })}
          >
            {action.content}
          </Button>
        ) : null}
      </InlineStack>
      <FactList
        facts={[
          { name: 'Sent', value: formatNumber(sent) },
          {
            name: 'Waiting',
            value:
              lastDueAt === null || waiting === 0
                ? formatNumber(waiting)
                : `${formatNumber(waiting)}, the last until ${formatTime(lastDueAt, timeZone)}`,
          },
          ...(unprepared === 0
            ? []
            : [{ name: 'Not looked at yet', value: formatNumber(unprepared) }]),
          { name: 'Not sent', value: formatNumber(sumOf(skipped)) },
          { name: 'Failed', value: formatNumber(failed) },
          { name: 'Delivery unconfirmed', value: formatNumber(inDoubt) },
        ]}
      />
      {progress.countedAt === null ? null : (
        <SubduedText>{`Counted ${formatTime(progress.countedAt, timeZone)}, once a minute.`}</SubduedText>
      )}
      <ReasonList title="Why some wait" reasons={progress.deferred} />
      <ReasonList title="Why some were not sent" reasons={skipped} />
      <Link
        url={`/app/decisions?journey=${encodeURIComponent(campaignJourneyKey(id))}`}
        removeUnderline
      >
        Show the decision for each person
      </Link>
    </PlainCard>
  );
}

function sumOf(reasons: readonly ReasonCount[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0);
}

function ReasonList({ title, reasons }: { title: string; reasons: ReasonCount[] }) {
  if (reasons.length === 0) return null;
  return (
    <BlockStack gap="150">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <List>
        {reasons.map(({ reason, count }) => (
          <List.Item key={reason}>{`${reasonWords(reason)}: ${formatNumber(count)}`}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
