import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import {
  useFetcher,
  useLoaderData,
  useSearchParams,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { SaveBar, useAppBridge } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Card,
  InlineGrid,
  Page,
  TextField,
  useBreakpoints,
} from '@shopify/polaris';
import { useEffect, useState, type CSSProperties } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea, EditRefusal } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { inShop } from '#app/platform/db.server.ts';
import { loadRecomputeProgress } from '#app/engine/recompute/recompute-progress.server.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { compareVersions } from '#app/scoring/compare-models.ts';
import { modelDraftOf, modelFormOf } from '#app/scoring/model-form.ts';
import { readModelDraft, type DraftProblems } from '#app/scoring/parse-score-model.ts';
import { READY_MODELS } from '#app/scoring/ready-models.ts';
import { revertScoreModel, saveScoreModel } from '#app/scoring/save-score-model.server.ts';
import { loadScoreModel, scoreModelVersions } from '#app/scoring/score-models.server.ts';
import { NOTE } from '#app/scoring/typed-values.ts';
import { RecomputeBanner } from '#app/engine/ui/recompute-banner.tsx';
import { FitRulesCard } from '#app/scoring/ui/fit-rules-card.tsx';
import { ModelPreviewCard } from '#app/scoring/ui/model-preview-card.tsx';
import {
  ModelVersionsCard,
  SCORE_VERSION_SORTS,
  SCORE_VERSIONS,
} from '#app/scoring/ui/model-versions-card.tsx';
import { MoversCard } from '#app/scoring/ui/movers-card.tsx';
import { SignalRulesCard } from '#app/scoring/ui/signal-rules-card.tsx';
import { ThresholdsCard } from '#app/scoring/ui/thresholds-card.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useModelPreview } from '#app/scoring/ui/use-model-preview.ts';
import { useVersionedForm } from '#app/ui/use-versioned-form.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Version = z.coerce.number().int().min(1);
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), base: Version, note: z.string(), draft: z.string() }),
  z.object({ intent: z.literal('revert'), base: Version, version: Version }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const query = new URL(request.url).searchParams;
  return await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['assessment', 'score_model']);
    const { version, model } = await loadScoreModel(client, shop.id);
    const known = await scoreModelVersions(client, shop.id);
    return {
      live,
      version,
      form: modelFormOf(model),
      versions: known.map(({ model: _model, ...one }) => one),
      compared: compareVersions(known, query, version),
      ready: READY_MODELS.map(({ model: one, ...words }) => ({ ...words, form: modelFormOf(one) })),
      assessing: await loadRecomputeProgress(client, shop.id),
      view: readListView(query, SCORE_VERSION_SORTS, { list: SCORE_VERSIONS }),
      staffId,
      now: clock.now(),
      timeZone: shop.timeZone,
    };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'scoring.edit');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  const change = { base: intent.base, by: staffId, now: clock.now() };
  if (intent.intent === 'revert') {
    return await inShop(pool, shop.id, async (client) => {
      const done = await revertScoreModel(client, shop.id, intent.version, change);
      if (done.outcome === 'saved') await changePolicy(client, shop.id);
      return done;
    });
  }
  const result = readModelDraft(intent.draft);
  if (result.outcome === 'refused') return result;
  const note = NOTE.safeParse(intent.note);
  if (!note.success) return NOTE_REFUSED;
  return await inShop(pool, shop.id, async (client) => {
    const made = { ...change, note: note.data, origin: 'edited' as const };
    const done = await saveScoreModel(client, shop.id, result.draft, made);
    if (done.outcome === 'saved') await changePolicy(client, shop.id);
    return done;
  });
}

const NOTE_REFUSED: { outcome: 'refused'; problems: DraftProblems } = {
  outcome: 'refused',
  problems: { note: 'Use one line of at most 255 characters.' },
};

/** A preview changes nothing that stands here. */
export function shouldRevalidate({
  formAction,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return formAction?.startsWith('/app/scoring/preview') ? false : defaultShouldRevalidate;
}

/** The preview stays beside whatever is edited. */
const IN_VIEW: CSSProperties = {
  position: 'sticky',
  top: 'var(--p-space-400)',
  maxHeight: 'calc(100vh - var(--p-space-800))',
  overflowY: 'auto',
};

export default function Scoring() {
  const page = useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const { mdDown } = useBreakpoints();
  const mayEdit = useMay()('scoring.edit');
  const [note, setNote] = useState('');
  const { data, state, submit } = fetcher;
  const { form, base, isDirty, isOutdated, change, discard } = useVersionedForm(page, fetcher, () =>
    setNote(''),
  );
  const isBusy = state !== 'idle';
  useLive(page.live, !isBusy);
  const draft = JSON.stringify(modelDraftOf(form));
  const preview = useModelPreview(draft, page.version, mayEdit);

  useEffect(() => {
    if (!data) return;
    const { outcome } = data;
    if (outcome !== 'saved') {
      bridge.toast.show(OUTCOME_TEXTS[outcome], { isError: outcome === 'refused' });
      return;
    }
    const { version } = data;
    const undo = { intent: 'revert', base: String(version), version: String(version - 1) };
    bridge.toast.show('Score model saved', {
      action: 'Undo',
      onAction: () => submit(undo, { method: 'post' }),
    });
  }, [bridge, data, submit]);

  function save() {
    submit({ intent: 'save', base: String(base), note, draft }, { method: 'post' });
  }

  function compare(from: number, to: number) {
    setParams(
      (params) => {
        const next = new URLSearchParams(params);
        next.set('from', String(from));
        next.set('to', String(to));
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  const problems: DraftProblems = {
    ...(data?.outcome === 'refused' ? { note: data.problems.note ?? '' } : {}),
    ...preview.problems,
  };
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
                actions: page.ready.map((ready) => ({
                  content: ready.name,
                  helpText: ready.about,
                  onAction: () => change(ready.form),
                })),
              },
            ]
          : []
      }
    >
      <SaveBar id="score-model" open={isDirty}>
        <button variant="primary" onClick={save} loading={isBusy ? '' : undefined}>
          Save
        </button>
        <button onClick={discard} disabled={isBusy}>
          Discard
        </button>
      </SaveBar>
      <BlockStack gap="400">
        <RecomputeBanner progress={page.assessing} />
        {isOutdated ? (
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
              versions={page.versions}
              view={page.view}
              current={page.version}
              compared={page.compared}
              onCompare={compare}
              isBusy={isBusy || isDirty}
              onRevert={(version) =>
                submit(
                  { intent: 'revert', base: String(base), version: String(version) },
                  { method: 'post' },
                )
              }
              staffId={page.staffId}
              now={page.now}
              timeZone={page.timeZone}
            />
          </BlockStack>
          <div>
            <div style={mdDown ? undefined : IN_VIEW}>
              <BlockStack gap="400">
                {mayEdit ? (
                  <ModelPreviewCard
                    {...preview}
                    isRefused={Object.keys(preview.problems).length > 0}
                  />
                ) : null}
                <EditArea needs="scoring.edit">
                  <Card>
                    <TextField
                      label="Note for the history (optional)"
                      helpText="Saved with the model: why it was changed."
                      value={note}
                      onChange={setNote}
                      error={problems.note === '' ? undefined : problems.note}
                      maxLength={255}
                      autoComplete="off"
                    />
                  </Card>
                </EditArea>
              </BlockStack>
            </div>
          </div>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

type Outcome = Awaited<ReturnType<typeof action>>['outcome'];

const OUTCOME_TEXTS: Record<Exclude<Outcome, 'saved'>, string> = {
  unchanged: 'Nothing to save',
  conflict: 'Another staff member saved meanwhile',
  refused: 'Fix the highlighted fields',
  not_found: 'There is no such version',
};
