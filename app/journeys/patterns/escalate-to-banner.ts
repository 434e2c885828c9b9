import { ignoredEmailSteps } from './ignored-email.ts';
import type { StepPattern } from './step-pattern.ts';

/** An email that is ignored is followed by a banner on the next visit. */
export const escalateToBanner: StepPattern = {
  label: 'Escalate if ignored: banner',
  does: 'No click within 2 days after the email was sent: a banner on the next visit',
  steps: ignoredEmailSteps({ clicked: '', shown: '' }, { template: '' }),
};
