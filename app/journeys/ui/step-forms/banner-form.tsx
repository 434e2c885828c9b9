import { BlockStack } from '@shopify/polaris';
import type { BannerStep } from '#app/journeys/steps/banner.ts';
import type { StepForm } from '#app/journeys/ui/step-form.ts';
import { DefinitionField } from './definition-field.tsx';
import { DurationField } from './duration-field.tsx';

/** The banner that the step shows, and how long it may be shown. */
export const bannerForm: StepForm<BannerStep> = ({ step, context, onChange }) => (
  <BlockStack gap="400">
    <DefinitionField
      label="Banner"
      placeholder="Choose a banner"
      choices={context.choices.banner}
      chosen={step.template}
      error="Choose the banner."
      onChange={(template) => onChange({ ...step, template })}
    />
    <DurationField
      label="Show for at most"
      ms={step.forMs}
      helpText="The journey stays at this step so long, and the banner ends with it."
      onChange={(forMs) => onChange({ ...step, forMs })}
    />
  </BlockStack>
);
