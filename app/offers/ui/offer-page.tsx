import { useNavigate } from '@remix-run/react';
import { Banner, BlockStack, Layout, Page } from '@shopify/polaris';
import { useEffect, useMemo, useState } from 'react';
import { DefinitionStateBadge } from '#app/definitions/ui/definition-state-badge.tsx';
import type { EditedOffer } from '#app/offers/page/edited-offer.ts';
import type { SalesMargin } from '#app/offers/sales-margin.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { Offered } from '#app/segments/ui/condition-inputs.tsx';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { OfferAudienceCard } from './offer-audience-card.tsx';
import { OfferBenefitCard } from './offer-benefit-card.tsx';
import { OfferFiguresCard } from './offer-figures-card.tsx';
import { OfferCodeCard, OfferLimitsCard } from './offer-limits-cards.tsx';
import { useOfferEditor, type OfferEditor } from './use-offer-editor.ts';

export type OfferPageProps = {
  live: Live;
  offer: EditedOffer;
  isNew: boolean;
  offered: Offered;
  margin: SalesMargin;
  mayEdit: boolean;
};

/** One offer: what it gives to whom, its limits, and what it came to this month. */
export function OfferPage(props: OfferPageProps) {
  const { live, offer: loaded, isNew, offered, margin, mayEdit } = props;
  // A new offer gets another key each time the page is loaded; the first is the one that is saved.
  const [newKey] = useState(loaded.key);
  const offer = useMemo(
    () => (isNew ? { ...loaded, key: newKey } : loaded),
    [isNew, loaded, newKey],
  );
  const { currency } = offered;
  const shop = { currency, margin };
  const editor = useOfferEditor(offer, shop);
  const { form, errors, change, touch, isDirty, isBusy, outcome } = editor;
  const navigate = useNavigate();
  useLive(live, !isDirty && !isBusy);
  useEffect(() => {
    if (isNew && !isBusy && outcome?.outcome === 'saved') navigate(`/app/offers/${offer.key}`);
  }, [isNew, isBusy, outcome, offer.key, navigate]);
  const card = { form, errors, change, touch, ...shop };
  return (
    <Page
      {...(mayEdit && actionsOf(offer, editor))}
      title={isNew ? 'New offer' : offer.content.name}
      titleMetadata={<DefinitionStateBadge state={offer.state} />}
      subtitle={subtitleOf(offer)}
      backAction={{ content: 'Offers', url: '/app/offers' }}
    >
      <FormSaveBar
        id="offer"
        isOpen={isDirty && mayEdit}
        isBusy={isBusy}
        onSave={editor.save}
        onDiscard={editor.discard}
      />
      <BlockStack gap="400">
        {editor.isOutdated ? (
          <Banner
            tone="warning"
            title="Another staff member saved this offer meanwhile"
            action={{ content: 'Show their version', onAction: editor.discard }}
          >
            <p>Yours was not saved. Showing theirs discards what you changed here.</p>
          </Banner>
        ) : null}
        <Layout>
          <Layout.Section>
            <fieldset disabled={!mayEdit} style={{ border: 0, margin: 0, padding: 0 }}>
              <BlockStack gap="400">
                <OfferBenefitCard {...card} />
                <OfferAudienceCard editor={editor} offered={offered} />
                <OfferLimitsCard {...card} />
                <OfferCodeCard {...card} />
              </BlockStack>
            </fieldset>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <OfferFiguresCard figures={offer.figures} currency={currency} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

function subtitleOf({ state, revision, liveVersion }: EditedOffer): string {
  if (state === 'archived') return 'Archived: no longer offered. Issued codes stay valid.';
  if (revision > 0 && liveVersion !== null) return 'A draft is not published yet.';
  return 'Journeys make it at a step “Make an offer”.';
}

function actionsOf(offer: EditedOffer, { isDirty, isBusy, send }: OfferEditor) {
  const action = (content: string, intent: Parameters<typeof send>[0]) => {
    return { content, loading: isBusy, onAction: () => send(intent) };
  };
  const hasDraft = offer.revision > 0;
  return {
    ...(hasDraft &&
      offer.state !== 'archived' && {
        primaryAction: { ...action('Publish', 'publish'), disabled: isDirty },
      }),
    secondaryActions: [
      ...(hasDraft ? [action('Discard draft', 'discard_draft')] : []),
      ...(offer.state === 'live' ? [action('Archive', 'archive')] : []),
      ...(offer.state === 'archived' ? [action('Restore', 'restore')] : []),
    ],
  };
}
