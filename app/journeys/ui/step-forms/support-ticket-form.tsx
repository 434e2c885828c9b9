import { FormLayout, Select } from '@shopify/polaris';
import type { SupportTicketStep } from '#app/journeys/steps/support-ticket.ts';
import type { StepForm } from '../step-form.ts';
import { SubjectAndText } from './subject-and-text.tsx';
import { WebhookUrlField } from './webhook-url-field.tsx';

const BY = [
  { label: 'By email to the help desk', value: 'email' },
  { label: 'By webhook', value: 'webhook' },
];

/** How a step opens a ticket, and what it says. */
export const supportTicketForm: StepForm<SupportTicketStep> = ({ step, onChange }) => (
  <FormLayout>
    <Select
      label="Open the ticket"
      options={BY}
      value={step.by}
      helpText={
        step.by === 'email'
          ? 'The address of your help desk is under Settings. Its replies go to the customer.'
          : undefined
      }
      onChange={(by) => onChange({ ...step, by: by === 'webhook' ? 'webhook' : 'email' })}
    />
    {step.by === 'webhook' ? (
      <WebhookUrlField url={step.url} onChange={(url) => onChange({ ...step, url })} />
    ) : null}
    <SubjectAndText step={step} onChange={(change) => onChange({ ...step, ...change })} />
  </FormLayout>
);
