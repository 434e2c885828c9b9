import { FormLayout, Text, TextField } from '@shopify/polaris';
import { webhookUrlProblem, type WebhookStep } from '#app/journeys/steps/webhook.ts';
import { LONGEST_OUTBOUND_URL } from '#app/platform/outbound/outbound-url.ts';
import type { StepForm } from '../step-form.ts';

/** Where a step sends its webhook. */
export const webhookForm: StepForm<WebhookStep> = ({ step, onChange }) => (
  <FormLayout>
    <TextField
      label="Address"
      type="url"
      placeholder="https://example.com/hooks"
      value={step.url}
      onChange={(url) => onChange({ ...step, url: url.trim() })}
      error={step.url === '' ? undefined : (webhookUrlProblem(step.url) ?? undefined)}
      maxLength={LONGEST_OUTBOUND_URL}
      autoComplete="off"
      requiredIndicator
    />
    <Text as="p" tone="subdued">
      Each request is signed with the secret under Settings &gt; Keys, and tried again for about
      three days until the receiver accepts it.
    </Text>
  </FormLayout>
);
