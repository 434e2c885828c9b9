import { Select } from '@shopify/polaris';
import {
  APPLICATION_CHANGES,
  type ApplicationTrigger,
} from '#app/journeys/triggers/application.ts';
import type { TriggerForm } from '../trigger-form.ts';

const LABELS: Record<ApplicationTrigger['status'], string> = {
  received: 'Received',
  approved: 'Approved',
  declined: 'Declined',
};

/** What becomes of the application. */
export const applicationForm: TriggerForm<ApplicationTrigger> = ({ trigger, onChange }) => (
  <Select
    label="When a wholesale application is"
    options={APPLICATION_CHANGES.map((value) => ({ label: LABELS[value], value }))}
    value={trigger.status}
    onChange={(value) => {
      const status = APPLICATION_CHANGES.find((one) => one === value);
      if (status) onChange({ ...trigger, status });
    }}
  />
);
