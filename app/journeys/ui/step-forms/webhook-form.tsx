import { FormLayout, Text } from '@shopify/polaris';
import type { WebhookStep } from '#app/journeys/steps/webhook.ts';
import type { StepForm } from '../step-form.ts';
import { WebhookUrlField } from './webhook-url-field.tsx';

/** Where a step sends its webhook. */
export const webhookForm: StepForm<WebhookStep> = ({ step, onChange }) => (
  <FormLayout>
    <WebhookUrlField url={step.url} onChange={(url) => onChange({ ...step, url })} />
    <Text as="p" tone="subdued">
      Each request is signed with the secret under Settings &gt; Keys, and tried again for about
      three days until the receiver accepts it.
    </Text>
  </FormLayout>
);
