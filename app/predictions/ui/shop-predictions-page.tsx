import { useFetcher } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { useMay } from '#app/access/ui/use-may.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { ModelSort } from '#app/predictions/lifetime-models.ts';
import type { PredictionsPage } from '#app/predictions/page/predictions-page.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import {
  ForecastCalibrationCard,
  LifetimeVersionsCard,
  PredictedFigures,
  PredictionRunCard,
} from './prediction-cards.tsx';

export type ShopPredictionsPageProps = PredictionsPage & {
  live: Live;
  /** How the models are looked at. */
  view: ListView<ModelSort>;
  now: number;
  timeZone: string;
};

/** What all customers together will buy, how well that was predicted before, and the way to train again. */
export function ShopPredictionsPage(props: ShopPredictionsPageProps) {
  const { live, run, used, versions, totals, view, now, timeZone } = props;
  const list = useListParams(view);
  const { state, submit } = useFetcher<null>();
  const may = useMay();
  const isUnderWay = run !== null && run.finishedAt === null;
  useLive(live, isUnderWay);
  const isBusy = state !== 'idle';
  const ask = (intent: 'learn' | 'cancel') => submit({ intent }, { method: 'post' });
  return (
    <Page
      title="Predictions"
      subtitle="What each customer will buy in the next 12 months, learned from the orders of this shop. Updated daily."
      backAction={{ content: 'People', url: '/app/people' }}
      primaryAction={
        may('scoring.edit')
          ? {
              content: 'Train again',
              disabled: isUnderWay,
              loading: isBusy && !isUnderWay,
              onAction: () => ask('learn'),
            }
          : undefined
      }
      secondaryActions={
        isUnderWay && may('scoring.edit')
          ? [
              {
                content: 'Cancel',
                destructive: true,
                disabled: isBusy,
                onAction: () => ask('cancel'),
              },
            ]
          : []
      }
    >
      <BlockStack gap="400">
        {run === null ? (
          <EmptyState heading="No forecast yet">
            Once a day Tendril learns from the orders of the shop, for the first time within minutes
            of the installation. It can also be started here.
          </EmptyState>
        ) : (
          <PredictionRunCard run={run} now={now} timeZone={timeZone} />
        )}
        {totals === null ? null : <PredictedFigures totals={totals} />}
        {used === null ? null : <ForecastCalibrationCard version={used} />}
        {used === null ? null : (
          <LifetimeVersionsCard versions={versions} list={list} timeZone={timeZone} />
        )}
      </BlockStack>
    </Page>
  );
}
