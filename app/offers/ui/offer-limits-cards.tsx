import { BlockStack, Checkbox, FormLayout, Select } from '@shopify/polaris';
import { formatNumber } from '#app/lib/format/number.ts';
import { takesOffPrices } from '#app/offers/offer-content.ts';
import type { SalesMargin } from '#app/offers/sales-margin.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { OfferCardProps } from './offer-benefit-card.tsx';
import { OfferTextField } from './offer-text-field.tsx';

/** When a person may get the offer, and how much of it there is. */
export function OfferLimitsCard(props: OfferCardProps) {
  return (
    <PlainCard title="Limits">
      <FormLayout>
        <FormLayout.Group>
          <OfferTextField
            name="coolDownDays"
            card={props}
            inputMode="decimal"
            label="Wait after any offer"
            suffix="days"
            helpText="No other offer to the person for this long."
          />
          <OfferTextField
            name="daysAfterOrder"
            card={props}
            inputMode="decimal"
            label="Wait after an order"
            suffix="days"
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <OfferTextField
            name="codesPerMonth"
            card={props}
            inputMode="decimal"
            label="Offers a month"
            placeholder="No limit"
            helpText="By calendar month of your store."
          />
          <OfferTextField
            name="costPerMonth"
            card={props}
            inputMode="decimal"
            label="Cost a month"
            suffix={props.currency}
            placeholder="No limit"
            helpText="What used codes took off."
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <OfferTextField
            name="mostDiscounted"
            card={props}
            inputMode="decimal"
            label="Orders with a discount, at most"
            suffix="%"
            placeholder="No limit"
            helpText="Of the orders of the last 30 days, with any discount."
          />
          {takesOffPrices(props.form.kind) && (
            <OfferTextField
              name="marginFloor"
              card={props}
              inputMode="decimal"
              label="Margin floor"
              suffix="%"
              placeholder="No limit"
              disabled={props.margin.percent === null && props.form.marginFloor === ''}
              helpText={marginHelp(props.margin)}
            />
          )}
        </FormLayout.Group>
      </FormLayout>
    </PlainCard>
  );
}

/** What the margin is that the floor is held against, or why it is not known. */
function marginHelp({ percent, unknown }: SalesMargin): string {
  switch (unknown) {
    case 'due':
      return 'Cannot be checked yet: what your products cost is still being read from Shopify.';
    case 'taxes':
      return 'Cannot be checked: your prices include tax, so what is left of them is not known.';
    case 'costs':
      return 'Cannot be checked. Add the cost per item to your products in Shopify: it must be known of 80% of what you sold in the last 12 months.';
    case null:
      return `What must be left of the price. It was ${formatNumber(Math.round(percent))}% in the last 12 months, before discounts.`;
  }
}

/** How a code can be used. */
export function OfferCodeCard(props: OfferCardProps) {
  const { form, change, currency } = props;
  return (
    <PlainCard title="Code">
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group>
            <OfferTextField
              name="expiresAfter"
              card={props}
              inputMode="decimal"
              label="Expires after"
            />
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
          <OfferTextField
            name="minimumSubtotal"
            card={props}
            inputMode="decimal"
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
        <Checkbox
          label="One use per customer"
          helpText="Shopify takes only one code of the offer from each customer, and who used one is not offered another."
          checked={form.oncePerCustomer}
          onChange={(oncePerCustomer) => change({ oncePerCustomer })}
        />
      </BlockStack>
    </PlainCard>
  );
}
