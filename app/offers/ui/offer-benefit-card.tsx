import { BlockStack, Select } from '@shopify/polaris';
import {
  asksForAmount,
  asksForText,
  type OfferForm,
  type OfferFormShop,
} from '#app/offers/page/offer-form.ts';
import { BENEFIT_KINDS, BENEFIT_LABELS } from '#app/offers/offer-words.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { GiftField } from './gift-field.tsx';
import { OfferTextField } from './offer-text-field.tsx';
import type { OfferEditor } from './use-offer-editor.ts';

export type OfferCardProps = Pick<OfferEditor, 'form' | 'errors' | 'change' | 'touch'> &
  OfferFormShop;

/** What the offer is called and what a person gets. */
export function OfferBenefitCard(card: OfferCardProps) {
  const { form, errors, change, currency } = card;
  return (
    <PlainCard title="Offer">
      <BlockStack gap="300">
        <OfferTextField name="name" card={card} label="Name" maxLength={120} />
        <Select
          label="Benefit"
          options={BENEFIT_KINDS.map((kind) => ({ value: kind, label: BENEFIT_LABELS[kind] }))}
          value={form.kind}
          onChange={(value) => change({ kind: kindOf(value) })}
        />
        {form.kind === 'percentage' ? (
          <OfferTextField
            name="percent"
            card={card}
            label="Percentage"
            suffix="%"
            inputMode="decimal"
          />
        ) : null}
        {form.kind === 'gift_product' ? (
          <GiftField form={form} error={errors.giftId} change={change} />
        ) : null}
        {asksForAmount(form.kind) ? (
          <OfferTextField
            name="amount"
            card={card}
            label={form.kind === 'amount' ? 'Amount' : 'Price of the gift'}
            helpText={
              form.kind === 'amount'
                ? undefined
                : 'So much is taken off this product, once an order. The customer adds it to the cart.'
            }
            suffix={currency}
            inputMode="decimal"
          />
        ) : null}
        {asksForText(form.kind) ? (
          <>
            <OfferTextField
              name="text"
              card={card}
              label="What the person gets"
              multiline={2}
              maxLength={500}
            />
            <OfferTextField
              name="path"
              card={card}
              label="Page of your store"
              placeholder="/pages/samples"
              helpText="Where emails and banners lead."
              maxLength={500}
            />
          </>
        ) : null}
      </BlockStack>
    </PlainCard>
  );
}

function kindOf(value: string): OfferForm['kind'] {
  return BENEFIT_KINDS.find((kind) => kind === value) ?? 'percentage';
}
