import { BlockStack, Checkbox, FormLayout, Select, TextField } from '@shopify/polaris';
import type { OfferForm } from '#app/offers/page/offer-form.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { OfferCardProps } from './offer-benefit-card.tsx';

type LimitField = Exclude<
  { [K in keyof OfferForm]: string extends OfferForm[K] ? K : never }[keyof OfferForm],
  never
>;

function limitField({ form, errors, change }: OfferCardProps, name: LimitField) {
  return {
    value: form[name],
    error: errors[name],
    autoComplete: 'off',
    inputMode: 'decimal' as const,
    onChange: (value: string) => change({ [name]: value }),
  };
}

/** When a person may get the offer, and how much of it there is. */
export function OfferLimitsCard(props: OfferCardProps) {
  return (
    <PlainCard title="Limits">
      <FormLayout>
        <FormLayout.Group>
          <TextField
            {...limitField(props, 'coolDownDays')}
            label="Wait after any offer"
            suffix="days"
            helpText="No other offer to the person for this long."
          />
          <TextField
            {...limitField(props, 'daysAfterOrder')}
            label="Wait after an order"
            suffix="days"
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <TextField
            {...limitField(props, 'codesPerMonth')}
            label="Offers a month"
            placeholder="No limit"
            helpText="By calendar month of your store."
          />
          <TextField
            {...limitField(props, 'costPerMonth')}
            label="Cost a month"
            suffix={props.currency}
            placeholder="No limit"
            helpText="What used codes took off."
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <TextField
            {...limitField(props, 'mostDiscounted')}
            label="Orders with a discount, at most"
            suffix="%"
            placeholder="No limit"
            helpText="Of the orders of the last 30 days, with any discount."
          />
          <TextField
            {...limitField(props, 'marginFloor')}
            label="Margin floor"
            suffix="%"
            placeholder="No limit"
            helpText="Applied only where product costs are known. Tendril does not read costs yet."
          />
        </FormLayout.Group>
      </FormLayout>
    </PlainCard>
  );
}

/** How a code can be used. */
export function OfferCodeCard(props: OfferCardProps) {
  const { form, change, currency } = props;
  return (
    <PlainCard title="Code">
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group>
            <TextField {...limitField(props, 'expiresAfter')} label="Expires after" />
            <Select
              label="Unit"
              options={[
                { value: 'hours', label: 'hours' },
                { value: 'days', label: 'days' },
              ]}
              value={form.expiryUnit}
              onChange={(value) => change({ expiryUnit: value === 'days' ? 'days' : 'hours' })}
            />
          </FormLayout.Group>
          <TextField
            {...limitField(props, 'minimumSubtotal')}
            label="Minimum subtotal"
            suffix={currency}
            placeholder="No minimum"
          />
        </FormLayout>
        <Checkbox
          label="Can be combined with other discounts"
          checked={form.combines}
          onChange={(combines) => change({ combines })}
        />
      </BlockStack>
    </PlainCard>
  );
}
