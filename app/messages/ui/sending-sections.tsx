import { Layout } from '@shopify/polaris';
import type { HeldMessages } from '#app/messages/planner/held-messages.ts';
import { MessageLimitsCard } from './message-limits-card.tsx';
import { SenderDomainCard, type SenderDomainProps } from './sender-domain-card.tsx';
import {
  ConsentCard,
  HelpDeskCard,
  QuietHoursCard,
  SenderCard,
  TestOrdersCard,
  type SettingsCardProps,
} from './settings-cards.tsx';
import { SettingsSection } from './settings-section.tsx';

export type SendingSectionsProps = SenderDomainProps & {
  card: SettingsCardProps;
  /** Only a development store has test orders. */
  isDevelopment: boolean;
  /** What the message limits hold back. */
  held: HeldMessages;
};

/** The settings of how emails are sent, and to whom. */
export function SendingSections({ card, isDevelopment, held, ...domain }: SendingSectionsProps) {
  return (
    <>
      <SettingsSection
        id="sender"
        title="Sender"
        description="Who emails are from, and where replies arrive."
        isExplained
      >
        <SenderCard {...card} />
      </SettingsSection>
      <SettingsSection
        id="sender-domain"
        title="Sender domain"
        description="Two DNS records show that emails from your own address are really yours."
      >
        <SenderDomainCard {...domain} />
      </SettingsSection>
      <SettingsSection
        id="quiet"
        title="Quiet hours"
        description="When no marketing email is sent."
      >
        <QuietHoursCard {...card} timeZone={domain.timeZone} />
      </SettingsSection>
      <SettingsSection
        id="limits"
        title="Message limits"
        description="How often marketing may reach one person. What is held back is sent later, while it is still relevant."
      >
        <MessageLimitsCard {...card} held={held} />
      </SettingsSection>
      <SettingsSection
        id="help-desk"
        title="Help desk"
        description="Where the support tickets of journeys are opened."
      >
        <HelpDeskCard {...card} />
      </SettingsSection>
      {isDevelopment ? (
        <SettingsSection
          id="test-orders"
          title="Test orders"
          description="Orders paid with test money, in this development store."
        >
          <TestOrdersCard {...card} />
        </SettingsSection>
      ) : null}
      <Layout.AnnotatedSection
        id="consent"
        title="Consent"
        description="Who may get marketing email."
      >
        <ConsentCard />
      </Layout.AnnotatedSection>
    </>
  );
}
