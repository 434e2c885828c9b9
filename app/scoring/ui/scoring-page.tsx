import { Banner, BlockStack, InlineGrid, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { EditArea, EditRefusal } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { ModelForm } from '#app/scoring/model-form.ts';
import type { DraftProblems } from '#app/scoring/parse-score-model.ts';
import type { ReadyModelForm } from '#app/scoring/ready-models.ts';
import type { ScoreModelVersion } from '#app/scoring/score-models.ts';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useParamChange } from '#app/ui/use-param-change.ts';
import { FitRulesCard } from './fit-rules-card.tsx';
import { ModelPreviewColumn } from './model-preview-column.tsx';
import {
  ModelVersionsCard,
  type Comparison,
  type ScoreVersionSort,
} from './model-versions-card.tsx';
import { MoversCard } from './movers-card.tsx';
import { SignalRulesCard } from './signal-rules-card.tsx';
import { ThresholdsCard } from './thresholds-card.tsx';
import { useModelPreview } from './use-model-preview.ts';
import { useScoreModelForm } from './use-score-model-form.ts';

export type ScoringPageProps = {
  live: Live;
  /** The version of the model in use, and the form that shows it. */
  version: number;
  form: ModelForm;
  /** The newest, all that are listed. */
  versions: ScoreModelVersion[];
  view: ListView<ScoreVersionSort>;
  compared: Comparison;
  ready: ReadyModelForm[];
  staffId: string;
  now: number;
  timeZone: string;
  /** How far all people are scored again after a change. */
  recomputeBanner: ReactNode;
};

/** The editor of the score model, with a preview of what it would change and the versions so far. */
export function ScoringPage(props: ScoringPageProps) {
  const { live, version, versions, view, compared, ready, staffId, now, timeZone } = props;
  const changeParams = useParamChange();
  const mayEdit = useMay()('scoring.edit');
  const model = useScoreModelForm(props);
  const { form, isDirty, isBusy, change, discard } = model;
  useLive(live, !isBusy);
  const preview = useModelPreview(model.draft, version, mayEdit);

  const problems: DraftProblems = { ...model.refused, ...preview.problems };
  const card = { form, problems, onChange: change };
  return (
    <Page
      fullWidth
      title="Scoring"
      subtitle="How close to buying people are, and how well they suit the shop."
      secondaryActions={[{ content: 'Learn from orders', url: '/app/scoring/learned' }]}
      actionGroups={
        mayEdit
          ? [
              {
                title: 'Start from a ready model',
                actions: ready.map((one) => ({
                  content: one.name,
                  helpText: one.about,
                  onAction: () => change(one.form),
                })),
              },
            ]
          : []
      }
    >
      <FormSaveBar
        id="score-model"
        isOpen={isDirty}
        isBusy={isBusy}
        onSave={model.save}
        onDiscard={discard}
      />
      <BlockStack gap="400">
        {props.recomputeBanner}
        {model.isOutdated ? (
          <Banner
            tone="warning"
            title="Another staff member saved the model meanwhile"
            action={{ content: 'Show their model', onAction: discard }}
          >
            <p>Yours was not saved. Showing theirs discards what you changed here.</p>
          </Banner>
        ) : null}
        <EditRefusal needs="scoring.edit" />
        <InlineGrid columns={{ xs: 1, md: '2fr 1fr' }} gap="400">
          <BlockStack gap="400">
            <EditArea needs="scoring.edit">
              <BlockStack gap="400">
                <SignalRulesCard {...card} />
                <FitRulesCard {...card} />
                <ThresholdsCard {...card} />
              </BlockStack>
            </EditArea>
            {preview.previewed === null ? null : <MoversCard {...preview.previewed.preview} />}
            <ModelVersionsCard
              versions={versions}
              view={view}
              current={version}
              compared={compared}
              onCompare={(from, to) => changeParams({ from: String(from), to: String(to) })}
              isBusy={isBusy || isDirty}
              onRevert={model.revert}
              staffId={staffId}
              now={now}
              timeZone={timeZone}
            />
          </BlockStack>
          <ModelPreviewColumn
            preview={preview}
            note={model.note}
            noteProblem={problems.note}
            onNote={model.setNote}
          />
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
