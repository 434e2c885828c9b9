import { useFetcher } from '@remix-run/react';
import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Page,
  Spinner,
  Text,
} from '@shopify/polaris';
import { EditArea, EditRefusal } from '#app/access/ui/edit-area.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import type { InspectOutcome } from '../inspect-outcome.ts';
import type { DomainPageData, ShownDomain } from '../page/domain-page.ts';
import { DmarcReportsCard } from './dmarc-reports-card.tsx';
import { DomainCheckCard } from './domain-check-card.tsx';
import { SenderRulesCard } from './sender-rules-card.tsx';

const OUTCOME_TEXTS: Record<InspectOutcome['outcome'], string> = {
  checked: 'Domain checked',
  nothing_to_check: 'There is no domain to check',
  too_soon: 'Checked a moment ago. Wait a few seconds',
};

export type SendingDomainPageProps = DomainPageData & PageTime;

/** What the DNS of the sending domain says, what to paste where, and what mailbox providers ask. */
export function SendingDomainPage({ from, domain, ...page }: SendingDomainPageProps) {
  const { reports, rules, sources, comparedOn, ...time } = page;
  const isOwn = domain.kind === 'checked' || domain.kind === 'unchecked';
  return (
    <Page
      title="Sending domain"
      subtitle={`Emails leave from ${from}.`}
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <EditRefusal needs="settings.edit" />
        <DomainPart {...time} domain={domain} />
        {isOwn ? <DmarcReportsCard summary={reports} timeZone={time.timeZone} /> : null}
        <SenderRulesCard rules={rules} sources={sources} comparedOn={comparedOn} />
      </BlockStack>
    </Page>
  );
}

const TO_SENDER = { content: 'Name a sender', url: '/app/settings#sender' };

function DomainPart({ domain, ...time }: { domain: ShownDomain } & PageTime) {
  switch (domain.kind) {
    case 'no_sender':
      return (
        <EmptyState heading="Send from your own domain" action={TO_SENDER}>
          Save a sender email address of your own domain. The records that it needs are shown here
          then.
        </EmptyState>
      );
    case 'never':
      return (
        <EmptyState heading="Send from your own domain" action={TO_SENDER}>
          Anyone can get an address like yours, so no records can prove it. Use an address of your
          own domain.
        </EmptyState>
      );
    case 'not_offered':
      return (
        <EmptyState heading="Not set up for this app">
          Sending from your own domain is set up by the operator of the app. Ask for it.
        </EmptyState>
      );
    default:
      return (
        <>
          <StateCard {...time} domain={domain} />
          {domain.kind === 'checked'
            ? domain.checks.map((check) => <DomainCheckCard key={check.kind} check={check} />)
            : null}
        </>
      );
  }
}

type StateCardProps = PageTime & {
  domain: Extract<ShownDomain, { kind: 'checked' | 'unchecked' }>;
};

function StateCard({ domain, ...time }: StateCardProps) {
  const fetcher = useFetcher<InspectOutcome>();
  useOutcomeToast(fetcher, inspectToast);
  const isBusy = fetcher.state !== 'idle';
  const isProven = domain.state === 'proven';
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {domain.name}
          </Text>
          <Badge tone={isProven ? 'success' : 'attention'}>
            {isProven ? 'Verified' : 'Not verified'}
          </Badge>
        </InlineStack>
        <Text as="p">
          {isProven
            ? 'Keep the SPF and DKIM records. Without them, emails leave from the address of this app again.'
            : 'Add the SPF and DKIM records where you manage the domain. Emails leave from your address once both are found.'}
        </Text>
        <InlineStack gap="300" blockAlign="center">
          <EditArea needs="settings.edit">
            <Button
              loading={isBusy}
              onClick={() => fetcher.submit({ intent: 'check' }, { method: 'post' })}
            >
              {domain.kind === 'checked' ? 'Check again' : 'Check now'}
            </Button>
          </EditArea>
          <div aria-live="polite">
            <CheckedAt {...time} domain={domain} isBusy={isBusy} />
          </div>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function CheckedAt({ domain, isBusy, ...time }: StateCardProps & { isBusy: boolean }) {
  if (isBusy)
    return (
      <InlineStack gap="200" blockAlign="center">
        <Spinner size="small" />
        <SubduedText as="span">Asking DNS, up to 15 seconds</SubduedText>
      </InlineStack>
    );
  if (domain.kind === 'unchecked') return <SubduedText as="span">Not checked yet</SubduedText>;
  return (
    <SubduedText as="span">
      {'Checked '}
      <RelativeTime {...time} at={domain.checkedAt} />
    </SubduedText>
  );
}

function inspectToast({ outcome }: InspectOutcome): OutcomeToast {
  return { text: OUTCOME_TEXTS[outcome], isError: outcome === 'too_soon' };
}
