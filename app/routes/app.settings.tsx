import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { SaveBar, useAppBridge } from '@shopify/app-bridge-react';
import { Banner, Button, ButtonGroup, Card, Layout, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { inShop } from '#app/platform/db.server.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import {
  isDevelopmentStore,
  loadSettings,
  revertSettings,
  saveSettings,
  settingsVersions,
} from '#app/messages/sender/save-settings.server.ts';
import { loadSenderPage } from '#app/messages/sender/sender-page.server.ts';
import { readSettingsForm, settingsForm } from '#app/messages/sender/settings-form.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { SenderDomainCard } from '#app/messages/ui/sender-domain-card.tsx';
import {
  ConsentCard,
  QuietHoursCard,
  SenderCard,
  TestOrdersCard,
  VersionsCard,
} from '#app/messages/ui/settings-cards.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useVersionedForm } from '#app/ui/use-versioned-form.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Version = z.coerce.number().int().min(0);
const Intent = z.discriminatedUnion('intent', [
  z.looseObject({ intent: z.literal('save'), base: Version }),
  z.object({ intent: z.literal('revert'), base: Version, version: Version }),
  z.object({ intent: z.literal('check_domain') }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'settings.read');
  const { pool, clock, operator } = context.services;
  return await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['setting']);
    const { version, settings } = await loadSettings(client, shop.id);
    const sender = await loadSenderPage(client, shop.id, settings, operator);
    return {
      live,
      version,
      form: settingsForm(settings, sender.fallback),
      sender,
      versions: await settingsVersions(client, shop.id),
      staffId,
      now: clock.now(),
      timeZone: shop.timeZone,
      isDevelopment: await isDevelopmentStore(client, shop.id),
    };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'settings.edit');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  if (intent.intent === 'check_domain') {
    const { outcome } = await checkSendingDomain(context.services, shop.id);
    return { outcome };
  }
  const change = { base: intent.base, actor: staffId, now: clock.now() };
  if (intent.intent === 'revert') {
    return await inShop(pool, shop.id, (client) =>
      revertSettings(client, shop.id, intent.version, change),
    );
  }
  const result = readSettingsForm(intent);
  if (result.outcome === 'refused') return result;
  return await inShop(pool, shop.id, (client) =>
    saveSettings(client, shop.id, result.settings, change),
  );
}

export default function Settings() {
  const page = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const { form, base, isDirty, isOutdated, change, discard } = useVersionedForm(page, fetcher);
  const { data, state } = fetcher;
  const isBusy = state !== 'idle';
  useLive(page.live, !isBusy);
  const may = useMay();

  useEffect(() => {
    if (data) bridge.toast.show(outcomeText(data), { isError: data.outcome === 'refused' });
  }, [bridge, data]);

  function save() {
    fetcher.submit({ intent: 'save', base: String(base), ...form }, { method: 'post' });
  }

  const errors = data?.outcome === 'refused' ? data.errors : {};
  const card = { form, errors, onChange: change };
  return (
    <Page title="Settings" subtitle="How Tendril writes to people in your name.">
      <SaveBar id="settings" open={isDirty}>
        <button variant="primary" onClick={save} loading={isBusy ? '' : undefined}>
          Save
        </button>
        <button onClick={discard} disabled={isBusy}>
          Discard
        </button>
      </SaveBar>
      <Layout>
        {isOutdated ? (
          <Layout.Section>
            <Banner
              tone="warning"
              title="Another staff member saved the settings meanwhile"
              action={{ content: 'Show their settings', onAction: discard }}
            >
              <p>Yours were not saved. Showing theirs discards what you changed here.</p>
            </Banner>
          </Layout.Section>
        ) : null}
        {page.form.postalAddress === '' ? (
          <Layout.Section>
            <Banner tone="warning" title="Your postal address is missing">
              <p>The law asks for it in every marketing email. Add it below before you send any.</p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.AnnotatedSection
          id="sender"
          title="Sender"
          description="Who emails are from, and where replies arrive."
        >
          <EditArea needs="settings.edit" isExplained>
            <SenderCard {...card} />
          </EditArea>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="sender-domain"
          title="Sender domain"
          description="Two DNS records show that emails from your own address are really yours."
        >
          <EditArea needs="settings.edit">
            <SenderDomainCard
              sender={page.sender}
              isBusy={isBusy}
              onCheck={() => fetcher.submit({ intent: 'check_domain' }, { method: 'post' })}
              now={page.now}
              timeZone={page.timeZone}
            />
          </EditArea>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="quiet"
          title="Quiet hours"
          description="When no marketing email is sent."
        >
          <EditArea needs="settings.edit">
            <QuietHoursCard {...card} timeZone={page.timeZone} />
          </EditArea>
        </Layout.AnnotatedSection>
        {page.isDevelopment ? (
          <Layout.AnnotatedSection
            id="test-orders"
            title="Test orders"
            description="Orders paid with test money, in this development store."
          >
            <EditArea needs="settings.edit">
              <TestOrdersCard {...card} />
            </EditArea>
          </Layout.AnnotatedSection>
        ) : null}
        <Layout.AnnotatedSection
          id="consent"
          title="Consent"
          description="Who may get marketing email."
        >
          <ConsentCard />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="move-in"
          title="Import customers"
          description="People, their consent and blocked addresses from the platform you used before."
        >
          <Card>
            <Button url="/app/settings/move-in" disabled={!may('imports.run')}>
              Import customers
            </Button>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="api"
          title="Events API"
          description="Your help desk and your review app can send events to Tendril."
        >
          <Card>
            <Button url="/app/settings/keys">Manage keys</Button>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="retention"
          title="Retention"
          description="How long Tendril keeps what it no longer needs."
        >
          <Card>
            <Button url="/app/settings/retention">Manage retention</Button>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="privacy"
          title="Privacy"
          description="Customers who ask for their data or to be erased, and the certificates."
        >
          <Card>
            <Button url="/app/settings/privacy" disabled={!may('privacy.read')}>
              Show privacy requests
            </Button>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="quality"
          title="Data quality"
          description="Whether all data arrives, and what to do when it does not."
        >
          <Card>
            <Button url="/app/settings/data-quality">Show data quality</Button>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="staff"
          title="Staff and roles"
          description="Who of your staff may do what, and who did it."
        >
          <Card>
            <ButtonGroup>
              <Button url="/app/settings/staff">Manage staff</Button>
              <Button url="/app/settings/audit" disabled={!may('audit.read')}>
                Show audit log
              </Button>
            </ButtonGroup>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection
          id="history"
          title="History"
          description="The last 20 versions of these settings. Every change is in the audit log."
        >
          <EditArea needs="settings.edit">
            <VersionsCard
              versions={page.versions}
              current={page.version}
              isBusy={isBusy || isDirty}
              onRevert={(version) =>
                fetcher.submit(
                  { intent: 'revert', base: String(base), version: String(version) },
                  { method: 'post' },
                )
              }
              staffId={page.staffId}
              now={page.now}
              timeZone={page.timeZone}
            />
          </EditArea>
        </Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}

type Outcome = Awaited<ReturnType<typeof action>>;

function outcomeText(outcome: Pick<Outcome, 'outcome'>): string {
  switch (outcome.outcome) {
    case 'saved':
      return 'Settings saved';
    case 'unchanged':
      return 'Nothing to save';
    case 'conflict':
      return 'Another staff member saved meanwhile';
    case 'refused':
      return 'Fix the highlighted fields';
    case 'checked':
      return 'Records checked';
    case 'nothing_to_check':
      return 'There is no domain to check';
    case 'not_found':
      return 'There is no such version';
  }
}
