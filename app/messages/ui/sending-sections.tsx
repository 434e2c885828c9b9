import { Layout } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { SenderDomainCard, type SenderDomainProps } from './sender-domain-card.tsx';
import {
  ConsentCard,
  QuietHoursCard,
  SenderCard,
  TestOrdersCard,
  type SettingsCardProps,
} from './settings-cards.tsx';

export type SendingSectionsProps = SenderDomainProps & {
  card: SettingsCardProps;
  /** Only a development store has test orders. */
  isDevelopment: boolean;
};

/** The settings of how emails are sent, and to whom. */
export function SendingSections({ card, isDevelopment, ...domain }: SendingSectionsProps) {
  return (
    <>
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
          <SenderDomainCard {...domain} />
        </EditArea>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        id="quiet"
        title="Quiet hours"
        description="When no marketing email is sent."
      >
        <EditArea needs="settings.edit">
          <QuietHoursCard {...card} timeZone={domain.timeZone} />
        </EditArea>
      </Layout.AnnotatedSection>
      {isDevelopment ? (
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
    </>
  );
}
