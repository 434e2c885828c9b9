import { FormLayout, Select } from '@shopify/polaris';
import { LEAD_STAGE_NAMES, LEAD_STAGES } from '#app/effects/kinds/move-stage.ts';
import type { MoveStageStep } from '#app/journeys/steps/move-stage.ts';
import type { StepForm } from '../step-form.ts';

const STAGES = [
  { label: 'Choose a stage', value: '', disabled: true },
  ...LEAD_STAGES.map((value) => ({ label: LEAD_STAGE_NAMES[value], value })),
];

/** To which stage a step moves the lead. */
export const moveStageForm: StepForm<MoveStageStep> = ({ step, onChange }) => (
  <FormLayout>
    <Select
      label="Stage"
      options={STAGES}
      value={step.stage}
      helpText="A person who is no lead yet becomes one."
      onChange={(chosen) => {
        const stage = LEAD_STAGES.find((one) => one === chosen);
        if (stage !== undefined) onChange({ ...step, stage });
      }}
    />
  </FormLayout>
);
