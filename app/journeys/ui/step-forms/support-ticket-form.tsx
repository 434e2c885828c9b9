import { FormLayout, Select, TextField } from '@shopify/polaris';
import type { SupportTicketStep } from '#app/journeys/steps/support-ticket.ts';
import { webhookUrlProblem } from '#app/journeys/steps/webhook.ts';
import { LONGEST_OUTBOUND_URL } from '#app/platform/outbound/outbound-url.ts';
import type { StepForm } from '../step-form.ts';
import { ActionTextField } from './action-text-field.tsx';

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
      <TextField
        label="Address"
        type="url"
        value={step.url}
        onChange={(url) => onChange({ ...step, url: url.trim() })}
        error={step.url === '' ? undefined : (webhookUrlProblem(step.url) ?? undefined)}
        maxLength={LONGEST_OUTBOUND_URL}
        autoComplete="off"
        requiredIndicator
      />
    ) : null}
    <ActionTextField
      label="Subject"
      what="the subject"
      value={step.subject}
      longest={200}
      onChange={(subject) => onChange({ ...step, subject })}
    />
    <ActionTextField
      label="Text"
      what="the text"
      value={step.text}
      longest={5_000}
      lines={5}
      onChange={(text) => onChange({ ...step, text })}
    />
  </FormLayout>
);
