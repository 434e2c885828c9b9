import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { SaveBar, useAppBridge } from '@shopify/app-bridge-react';
import { Banner, Layout, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { inShop } from '#app/platform/db.server.ts';
import {
  readRetentionForm,
  RETENTION_KINDS,
  RETENTION_LIMITS,
} from '#app/privacy/retention-periods.ts';
import {
  retentionPeriods,
  saveRetentionPeriods,
} from '#app/privacy/store/retention-settings.server.ts';
import { RetentionCard, type RetentionForm } from '#app/privacy/ui/retention-card.tsx';
import { useVersionedForm } from '#app/ui/use-versioned-form.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'settings.read');
  return {
    periods: await inShop(context.services.pool, shop.id, (client) =>
      retentionPeriods(client, shop.id),
    ),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'retention.edit');
  const { pool, clock } = context.services;
  const result = readRetentionForm(Object.fromEntries(await request.formData()));
  if (result.outcome === 'refused') return result;
  const changed = await inShop(pool, shop.id, (client) =>
    saveRetentionPeriods(client, shop.id, result.periods, staffId, clock.now()),
  );
  return { outcome: changed ? ('saved' as const) : ('unchanged' as const) };
}

const OUTCOME_TEXTS = {
  saved: 'Retention saved',
  unchanged: 'Nothing to save',
  refused: 'Fix the highlighted fields',
};

export default function Retention() {
  const { periods } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const saved = Object.fromEntries(
    RETENTION_KINDS.map((kind) => [kind, String(periods[kind])]),
  ) as RetentionForm;
  // Periods have no versions: the last one to save decides.
  const page = { version: 0, form: saved };
  const { form, isDirty, change, discard } = useVersionedForm(page, fetcher);
  const { data, state } = fetcher;
  const shortened = RETENTION_KINDS.filter((kind) => Number(form[kind]) < periods[kind]);

  useEffect(() => {
    if (data)
      bridge.toast.show(OUTCOME_TEXTS[data.outcome], { isError: data.outcome === 'refused' });
  }, [bridge, data]);

  return (
    <Page
      title="Retention"
      subtitle="What is older is deleted every day and cannot be restored."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <SaveBar id="retention" open={isDirty}>
        <button
          variant="primary"
          onClick={() => fetcher.submit(form, { method: 'post' })}
          loading={state === 'idle' ? undefined : ''}
        >
          Save
        </button>
        <button onClick={discard} disabled={state !== 'idle'}>
          Discard
        </button>
      </SaveBar>
      <Layout>
        {isDirty && shortened.length > 0 ? (
          <Layout.Section>
            <Banner tone="warning" title="Shorter periods delete data">
              <p>
                {`Within a day of saving, older data is deleted for good: ${shortened
                  .map((kind) => RETENTION_LIMITS[kind].label.toLowerCase())
                  .join(', ')}.`}
              </p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.AnnotatedSection
          id="periods"
          title="How long data is kept"
          description="Events and decisions are deleted by whole months. Proofs of consent, blocked addresses, orders and totals are not deleted by these periods."
        >
          <EditArea needs="retention.edit" isExplained>
            <RetentionCard
              form={form}
              errors={data?.outcome === 'refused' ? data.errors : {}}
              onChange={change}
            />
          </EditArea>
        </Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}
