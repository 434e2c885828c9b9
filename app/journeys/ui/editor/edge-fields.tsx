import { BlockStack, Select } from '@shopify/polaris';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { connectSteps } from './step-actions.ts';
import { useStepTitles } from './use-step-cards.ts';

/** Where a step leads: what is drawn as lines, as fields for keyboard and screen readers. */
export function EdgeFields({ step }: { step: Step }) {
  const { store } = useEditorParts();
  const edges = stepHandlerOf(step).edges(step);
  if (edges.length === 0) return null;
  return (
    <BlockStack gap="300">
      {edges.map(({ key, to, label }) => (
        <NextStepField
          key={key}
          label={label === null ? 'Next step' : `“${label}” leads to`}
          to={to}
          except={step.id}
          onChange={(next) => connectSteps(store, { from: step.id, key }, next)}
        />
      ))}
    </BlockStack>
  );
}

export type NextStepFieldProps = {
  label: string;
  /** The id of the step; empty for none. */
  to: string;
  /** A step that is not offered. */
  except?: string;
  onChange: (to: string) => void;
};

/** Chooses a step of the journey. */
export function NextStepField({ label, to, except, onChange }: NextStepFieldProps) {
  const titles = useStepTitles();
  const steps = useEditor(({ content }) => content.steps);
  const options = steps
    .filter(({ id }) => id !== except || id === to)
    .map(({ id }) => ({ value: id, label: titles.get(id) ?? id }));
  return (
    <Select
      label={label}
      options={[{ value: '', label: 'Not connected' }, ...options]}
      value={to}
      error={to === '' ? 'Choose the step that comes next.' : undefined}
      onChange={onChange}
    />
  );
}
