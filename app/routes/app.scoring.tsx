import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { loadRecomputeProgress } from '#app/segments/store/recompute-progress.server.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { compareVersions } from '#app/scoring/compare-models.ts';
import { modelFormOf } from '#app/scoring/model-form.ts';
import { readModelDraft, type DraftProblems } from '#app/scoring/parse-score-model.ts';
import { READY_MODELS } from '#app/scoring/ready-models.ts';
import type { ScoreModelAnswer } from '#app/scoring/save-score-model.ts';
import { revertScoreModel, saveScoreModel } from '#app/scoring/save-score-model.server.ts';
import { loadScoreModel, scoreModelVersions } from '#app/scoring/store/score-models.server.ts';
import { NOTE } from '#app/scoring/typed-values.ts';
import { RecomputeBanner } from '#app/engine/ui/recompute-banner.tsx';
import { SCORE_VERSION_SORTS, SCORE_VERSIONS } from '#app/scoring/ui/model-versions-card.tsx';
import { ScoringPage } from '#app/scoring/ui/scoring-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Version = z.coerce.number().int().min(1);
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), base: Version, note: z.string(), draft: z.string() }),
  z.object({ intent: z.literal('revert'), base: Version, version: Version }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.scoring');
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

export async function action({ request, context }: ActionFunctionArgs): Promise<ScoreModelAnswer> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'scoring.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
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

export default function ScoringRoute() {
  const { assessing, ...page } = useLoaderData<typeof loader>();
  return <ScoringPage {...page} recomputeBanner={<RecomputeBanner progress={assessing} />} />;
}
