import { BlockStack, Select, Text } from '@shopify/polaris';
import type { OfferStep } from '#app/journeys/steps/offer.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';

/** Which offer the step makes. */
export const offerForm: StepForm<OfferStep> = ({ step, context, ...page }) => (
  <BlockStack gap="300">
    <Select
      label="Offer"
      options={[
        { label: 'Choose an offer', value: '', disabled: true },
        ...context.choices.offer.map(({ key, name }) => ({ label: name, value: key })),
      ]}
      value={step.offer}
      error={step.offer === '' ? 'Choose the offer.' : undefined}
      onChange={(offer) => page.onChange({ ...step, offer })}
    />
    <Text as="p" tone="subdued">
      Who may not get it goes on by “Not offered”. Emails and banners after “Offered” show the code.
    </Text>
  </BlockStack>
);
