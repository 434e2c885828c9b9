import { BlockStack, Page } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { LearnedPage } from '#app/scoring/training/learned-page.ts';
import { isLearningActive } from '#app/scoring/training/learning.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import {
  EvaluationCard,
  LearningCard,
  LearningFailedBanner,
  testedPeriod,
  TooLittleBanner,
} from './learned-cards.tsx';
import { LearnedCalibrationCard, LearnedRulesCard, LiftCard } from './learned-evidence-cards.tsx';
import { LearnedVersionsCard, type LearnedSort } from './learned-versions-card.tsx';
import { useLearnedPoints } from './use-learned-points.ts';

export type LearnedModelPageProps = LearnedPage & {
  live: Live;
  /** How the versions are looked at. */
  view: ListView<LearnedSort>;
  timeZone: string;
};

/** What the rules of the score are worth by the shop's orders, how well that predicts, and the way to use it. */
export function LearnedModelPage(props: LearnedModelPageProps) {
  const { live, view, learning, lastAttempt, versions, shown, inUse, timeZone } = props;
  const list = useListParams(view);
  const may = useMay();
  const { isBusy, send } = useLearnedPoints();
  const underWay = learning !== null && isLearningActive(learning);
  useLive(live, underWay && !isBusy);
  const base = String(inUse.version);
  const showsTry = lastAttempt !== null && lastAttempt.triedAt >= (versions[0]?.learnedAt ?? 0);
  return (
    <Page
      title="Learned from orders"
      subtitle="What the rules of the score are worth, by who ordered within 30 days. It is tested on a later time before it is offered."
      backAction={{ content: 'Scoring', url: '/app/scoring' }}
      primaryAction={
        may('scoring.edit')
          ? {
              content: versions.length === 0 ? 'Train' : 'Train again',
              disabled: underWay,
              loading: isBusy && !underWay,
              onAction: () => send({ intent: 'learn' }),
            }
          : undefined
      }
      secondaryActions={
        underWay && may('scoring.edit')
          ? [
              {
                content: 'Cancel training',
                destructive: true,
                disabled: isBusy,
                onAction: () => send({ intent: 'cancel' }),
              },
            ]
          : []
      }
    >
      <BlockStack gap="400">
        {underWay ? <LearningCard learning={learning} /> : null}
        {learning?.state === 'failed' ? <LearningFailedBanner /> : null}
        {showsTry && !underWay ? <TooLittleBanner {...lastAttempt} timeZone={timeZone} /> : null}
        {shown === null ? (
          <EmptyState heading="No model yet">
            When some hundred people have ordered and some months have passed, you see here what
            each rule is worth and can use the points.
          </EmptyState>
        ) : (
          <>
            <EditArea needs="scoring.edit" isExplained>
              <EvaluationCard
                version={shown.version}
                evidence={shown.evidence}
                changes={props.changes}
                isBusy={isBusy}
                onUse={() => send({ intent: 'use', version: String(shown.version), base })}
                onRevert={inUse.version > 1 ? () => send({ intent: 'revert', base }) : null}
              />
            </EditArea>
            <LearnedRulesCard rules={shown.rules} inUse={inUse.model} suggested={shown.suggested} />
            <LearnedCalibrationCard
              bins={shown.evidence.calibration}
              levels={shown.evidence.levels ?? []}
              period={testedPeriod(shown.evidence)}
            />
            <LiftCard deciles={shown.evidence.deciles} period={testedPeriod(shown.evidence)} />
            <LearnedVersionsCard
              versions={versions}
              shown={shown.version}
              timeZone={timeZone}
              list={list}
              onShow={(version) => list.change({ version: String(version) })}
            />
          </>
        )}
      </BlockStack>
    </Page>
  );
}
