import { Text } from '@shopify/polaris';
import type { ManualTrigger } from '#app/journeys/triggers/manual.ts';
import type { TriggerForm } from '../trigger-form.ts';

/** Nothing to choose: where people are added is said. */
export const manualForm: TriggerForm<ManualTrigger> = () => (
  <Text as="p" tone="subdued">
    Add people on their pages, or from another journey with the step “Start another journey”.
  </Text>
);
