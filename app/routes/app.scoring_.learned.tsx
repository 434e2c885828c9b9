import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import { adoptLearnedModel } from '#app/engine/adopt-learned-model.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { loadLearnedPage } from '#app/scoring/training/learned-page.server.ts';
import { isLearningActive } from '#app/scoring/training/learning.ts';
import { cancelLearning, startLearning } from '#app/scoring/training/learning.server.ts';
import { revertScoreModel } from '#app/scoring/save-score-model.server.ts';
import {
  LearningCard,
  LearningFailedBanner,
  testedPeriod,
  TooLittleBanner,
  EvaluationCard,
} from '#app/scoring/ui/learned-cards.tsx';
import { LEARNED_SORTS, LearnedVersionsCard } from '#app/scoring/ui/learned-versions-card.tsx';
import {
  LearnedCalibrationCard,
  LearnedRulesCard,
  LiftCard,
} from '#app/scoring/ui/learned-evidence-cards.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Version = z.coerce.number().int().min(1);
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('learn') }),
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('use'), version: Version, base: Version }),
  z.object({ intent: z.literal('revert'), base: Version.min(2) }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool } = context.services;
  const query = new URL(request.url).searchParams;
  const wanted = Number(query.get('version'));
  const page = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['learning', 'score_model']),
    ...(await loadLearnedPage(client, shop.id, wanted)),
  }));
  return { ...page, view: readListView(query, LEARNED_SORTS), timeZone: shop.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'scoring.edit');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  const now = clock.now();
  const entry = { actor: staffId, subject: 'score_model', before: null, after: null };
  return await inShop(pool, shop.id, async (client) => {
    switch (intent.intent) {
      case 'learn':
        await startLearning(client, shop.id, staffId, now);
        await recordAudit(client, shop.id, { ...entry, action: 'learning.started' }, now);
        return null;
      case 'cancel':
        await cancelLearning(client, shop.id, now);
        await recordAudit(client, shop.id, { ...entry, action: 'learning.cancelled' }, now);
        return null;
      case 'use': {
        const change = { base: intent.base, by: staffId, now };
        return await adoptLearnedModel(client, shop.id, intent.version, change);
      }
      case 'revert': {
        const change = { base: intent.base, by: staffId, now };
        const done = await revertScoreModel(client, shop.id, intent.base - 1, change);
        if (done.outcome === 'saved') await changePolicy(client, shop.id);
        return done;
      }
    }
  });
}

type Outcome = NonNullable<Awaited<ReturnType<typeof action>>>['outcome'];

const OUTCOME_TEXTS: Record<Exclude<Outcome, 'saved'>, string> = {
  unchanged: 'The score uses these points already',
  conflict: 'Another staff member changed the score meanwhile: look again',
  not_found: 'There is no such version any more',
  not_proven: 'These points are less accurate than those in use',
};

export default function Learned() {
  const page = useLoaderData<typeof loader>();
  const { learning, lastAttempt, versions, shown, inUse, timeZone } = page;
  const list = useListParams(page.view);
  const { data, state, submit } = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const may = useMay();
  const underWay = learning !== null && isLearningActive(learning);
  const isBusy = state !== 'idle';
  useLive(page.live, underWay && !isBusy);
  useEffect(() => {
    if (!data) return;
    if (data.outcome !== 'saved') {
      bridge.toast.show(OUTCOME_TEXTS[data.outcome], { isError: true });
      return;
    }
    const undo = { intent: 'revert', base: String(data.version) };
    bridge.toast.show('Score changed. Updating all people', {
      action: 'Undo',
      onAction: () => submit(undo, { method: 'post' }),
    });
  }, [bridge, data, submit]);

  const send = (intent: Record<string, string>) => submit(intent, { method: 'post' });
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
                changes={page.changes}
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
