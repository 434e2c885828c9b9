import { FormLayout, Select, TextField } from '@shopify/polaris';
import { METAFIELD_TYPES } from '#app/effects/kinds/set-metafield.ts';
import {
  METAFIELD_TYPE_NAMES,
  metafieldKeyProblem,
  metafieldNamespaceProblem,
} from '#app/journeys/actions/metafield-value.ts';
import { metafieldValueProblem, type MetafieldStep } from '#app/journeys/steps/metafield.ts';
import type { StepForm } from '../step-form.ts';
import { ActionTextField } from './action-text-field.tsx';

const TYPES = METAFIELD_TYPES.map((value) => ({ label: METAFIELD_TYPE_NAMES[value], value }));

/** Which metafield of the customer a step sets, and to what. */
export const metafieldForm: StepForm<MetafieldStep> = ({ step, onChange }) => (
  <FormLayout>
    <FormLayout.Group condensed>
      <TextField
        label="Namespace"
        value={step.namespace}
        onChange={(namespace) => onChange({ ...step, namespace })}
        error={metafieldNamespaceProblem(step.namespace) ?? undefined}
        maxLength={255}
        autoComplete="off"
        requiredIndicator
      />
      <TextField
        label="Key"
        value={step.key}
        onChange={(key) => onChange({ ...step, key })}
        error={step.key === '' ? undefined : (metafieldKeyProblem(step.key) ?? undefined)}
        maxLength={64}
        autoComplete="off"
        requiredIndicator
      />
    </FormLayout.Group>
    <Select
      label="Type"
      options={TYPES}
      value={step.type}
      onChange={(chosen) => {
        const type = METAFIELD_TYPES.find((one) => one === chosen);
        if (type !== undefined) onChange({ ...step, type });
      }}
    />
    <ActionTextField
      label="Value"
      what="the value"
      value={step.value}
      longest={5_000}
      lines={step.type === 'multi_line_text_field' ? 4 : undefined}
      error={step.value === '' ? null : metafieldValueProblem(step)}
      onChange={(value) => onChange({ ...step, value })}
    />
  </FormLayout>
);
