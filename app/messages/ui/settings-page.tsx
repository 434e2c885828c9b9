import { useFetcher } from '@remix-run/react';
import { Banner, Layout, Page } from '@shopify/polaris';
import type { HeldMessages } from '#app/messages/planner/held-messages.ts';
import type { SettingsOutcome, SettingsVersion } from '#app/messages/sender/save-settings.ts';
import type { SenderPage } from '#app/messages/sender/sender-page.ts';
import type { SettingsForm } from '#app/messages/sender/settings-form.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { useInvalidFocus } from '#app/ui/use-invalid-focus.ts';
import { useLive } from '#app/ui/use-live.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { useVersionedForm } from '#app/ui/use-versioned-form.ts';
import { SendingSections } from './sending-sections.tsx';
import { VersionsCard } from './settings-cards.tsx';
import { SettingsLinks } from './settings-links.tsx';
import { SettingsSection } from './settings-section.tsx';

const OUTCOME_TEXTS: Record<SettingsOutcome['outcome'], string> = {
  saved: 'Settings saved',
  unchanged: 'Nothing to save',
  conflict: 'Another staff member saved meanwhile',
  refused: 'Fix the highlighted fields',
  checked: 'Records checked',
  nothing_to_check: 'There is no domain to check',
  not_found: 'There is no such version',
};

export type SettingsPageProps = {
  live: Live;
  version: number;
  form: SettingsForm;
  sender: SenderPage;
  /** The newest versions, newest first. */
  versions: SettingsVersion[];
  staffId: string;
  now: number;
  timeZone: string;
  isDevelopment: boolean;
  held: HeldMessages;
};

/** How the app sends emails for the shop, and the ways to all other settings. */
export function SettingsPage(page: SettingsPageProps) {
  const fetcher = useFetcher<SettingsOutcome>();
  useOutcomeToast(fetcher, settingsToast);
  const { form, base, isDirty, isOutdated, change, discard } = useVersionedForm(page, fetcher);
  const { data, state } = fetcher;
  const isBusy = state !== 'idle';
  const refused = data?.outcome === 'refused' ? data : null;
  useInvalidFocus(refused);
  useLive(page.live, !isBusy);

  function save() {
    fetcher.submit({ intent: 'save', base: String(base), ...form }, { method: 'post' });
  }

  return (
    <Page title="Settings" subtitle="How Tendril writes to people in your name.">
      <FormSaveBar
        id="settings"
        isOpen={isDirty}
        isBusy={isBusy}
        onSave={save}
        onDiscard={discard}
      />
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
        <SendingSections
          card={{ form, errors: refused?.errors ?? {}, onChange: change }}
          isDevelopment={page.isDevelopment}
          held={page.held}
          sender={page.sender}
          isBusy={isBusy}
          onCheck={() => fetcher.submit({ intent: 'check_domain' }, { method: 'post' })}
          now={page.now}
          timeZone={page.timeZone}
        />
        <SettingsLinks />
        <SettingsSection
          id="history"
          title="History"
          description="The last 20 versions of these settings. Every change is in the audit log."
        >
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
        </SettingsSection>
      </Layout>
    </Page>
  );
}

function settingsToast({ outcome }: SettingsOutcome): OutcomeToast {
  return { text: OUTCOME_TEXTS[outcome], isError: outcome === 'refused' };
}
