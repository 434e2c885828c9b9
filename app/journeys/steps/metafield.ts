import { z } from 'zod';
import { METAFIELD_TYPES } from '#app/effects/kinds/set-metafield.ts';
import { actionTextProblems, unknownActionVariables } from '#app/journeys/actions/action-text.ts';
import {
  isMetafieldValue,
  METAFIELD_TYPE_NAMES,
  metafieldKeyProblem,
  metafieldNamespaceProblem,
} from '#app/journeys/actions/metafield-value.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const MetafieldStep = z.strictObject({
  id: StepId,
  kind: z.literal('metafield'),
  namespace: z.string().max(255),
  key: z.string().max(64),
  type: z.enum(METAFIELD_TYPES),
  /** May name variables, such as `{{grade}}`. */
  value: z.string().max(5_000),
  next: NextStepId,
});

/** Sets a metafield of the customer in Shopify. */
export type MetafieldStep = z.infer<typeof MetafieldStep>;

/** What to correct in the value; null when nothing. What a variable stands for is only known when it is set. */
export function metafieldValueProblem({
  type,
  value,
}: Pick<MetafieldStep, 'type' | 'value'>): string | null {
  if (value.trim() === '') return 'Enter the value.';
  const [unknown] = actionTextProblems(value, 'the value');
  if (unknown !== undefined) return unknown;
  if (hasVariable(value) || isMetafieldValue(type, value.trim())) return null;
  return `Enter a value of the type “${METAFIELD_TYPE_NAMES[type]}”.`;
}

function hasVariable(value: string): boolean {
  return unknownActionVariables(value).length === 0 && /\{\{[^{}]*\}\}/.test(value);
}

/** Sets a metafield and goes on at once; who is no customer in Shopify has none. */
export const metafieldHandler: StepHandler<MetafieldStep> = {
  label: 'Customer metafield',
  group: 'actions',
  blank: (id, next) => ({
    id,
    kind: 'metafield',
    namespace: 'custom',
    key: '',
    type: 'single_line_text_field',
    value: '',
    next,
  }),
  schema: MetafieldStep,
  problems: (step) =>
    [
      metafieldNamespaceProblem(step.namespace),
      metafieldKeyProblem(step.key),
      metafieldValueProblem(step),
    ].filter((problem) => problem !== null),
  enter(step, run, at, { person }, journey) {
    const customerId = person.customerId?.value;
    if (customerId === undefined)
      return skippedStep(step, run, at, journey, 'no_customer', { isCustomer: false });
    const { namespace, key, type, value } = step;
    if ([namespace, key, value].includes(''))
      return skippedStep(step, run, at, journey, 'not_set_up', { isCustomer: true });
    const payload = { customerId, namespace, key, type, value, journeyKey: journey.key };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'set_metafield', payload }],
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ namespace, key, value }) => ({
      title: 'Set customer metafield',
      detail: key === '' ? 'Nothing chosen yet' : `${namespace}.${key}: ${value}`,
    }),
    current: ({ namespace, key }) => `Setting the metafield ${namespace}.${key}`,
    coming: ({ namespace, key }) => `the metafield ${namespace}.${key}`,
  },
};
