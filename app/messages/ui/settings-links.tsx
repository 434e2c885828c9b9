import { Button, ButtonGroup, Card, Layout } from '@shopify/polaris';
import { useMayOpen } from '#app/access/ui/use-may.ts';

/** The settings that have pages of their own, as far as the member of staff may open them. */
export function SettingsLinks() {
  const mayOpen = useMayOpen();
  return (
    <>
      <Layout.AnnotatedSection
        id="move-in"
        title="Import customers"
        description="People, their consent and blocked addresses from the platform you used before."
      >
        <Card>
          <Button url="/app/settings/move-in" disabled={!mayOpen('app.settings_.move-in._index')}>
            Import customers
          </Button>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        id="export-import"
        title="Export and import"
        description="Journeys, emails, banners, offers, segments and scores as files, between stores and from Klaviyo."
      >
        <Card>
          <Button
            url="/app/settings/export-import"
            disabled={!mayOpen('app.settings_.export-import')}
          >
            Export or import
          </Button>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        id="api"
        title="Events API and webhooks"
        description="Your help desk and your review app can send events to Tendril, and journeys can send webhooks."
      >
        <Card>
          <Button url="/app/settings/keys">Manage keys</Button>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        id="feedback"
        title="Bounces and complaints"
        description="Your email provider reports addresses that do not work, and blocked addresses are listed."
      >
        <Card>
          <Button url="/app/settings/feedback" disabled={!mayOpen('app.settings_.feedback')}>
            Manage bounces and complaints
          </Button>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        id="domain"
        title="Sending domain"
        description="What the DNS of your domain says about emails, what to add, and the rules of Gmail, Yahoo, Microsoft and Apple."
      >
        <Card>
          <Button url="/app/settings/domain">Check sending domain</Button>
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
          <Button url="/app/settings/privacy" disabled={!mayOpen('app.settings_.privacy')}>
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
            <Button url="/app/settings/audit" disabled={!mayOpen('app.settings_.audit')}>
              Show audit log
            </Button>
          </ButtonGroup>
        </Card>
      </Layout.AnnotatedSection>
    </>
  );
}
