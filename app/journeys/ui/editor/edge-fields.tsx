import { BlockStack, Select } from '@shopify/polaris';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { useEditorParts } from './editor-context.tsx';
import { connectSteps } from './step-actions.ts';
import { useAfterFrame } from './use-after-frame.ts';
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

/** Chooses a step of the journey. What five hundred steps are called follows what is typed when there is time. */
export function NextStepField({ label, to, except, onChange }: NextStepFieldProps) {
  const titles = useStepTitles();
  const late = useAfterFrame(titles);
  // What is chosen is always among them, also when it was added in this frame: before the others, because from the
  // end of the list it would come to its place by moving all that follow it there, one by one.
  const added = to === '' || late.has(to) ? null : (titles.get(to) ?? to);
  const options = useMemo(
    () => [
      { value: '', label: 'Not connected' },
      ...(added === null ? [] : [{ value: to, label: added }]),
      ...[...late]
        .filter(([id]) => id !== except || id === to)
        .map(([value, title]) => ({ value, label: title })),
    ],
    [late, except, to, added],
  );
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);
  const choose = useCallback((next: string) => change.current(next), []);
  return (
    <LongSelect
      label={label}
      options={options}
      value={to}
      error={to === '' ? 'Choose the step that comes next.' : undefined}
      onChange={choose}
    />
  );
}

/** Drawn again only when something of it changed. */
const LongSelect = memo(Select);
