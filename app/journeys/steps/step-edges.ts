import { StepSchema, type Step } from './registry.ts';

/**
 * A step whose edge leads to another step.
 * @param key of the edge, as `StepHandler.edges` gives it: a path of fields with dots between
 * @param to the id of the other step; empty to disconnect it
 * @throws when the step has no such edge
 */
export function withStepEdge(step: Step, key: string, to: string): Step {
  return StepSchema.parse(withField(step, key.split('.'), to));
}

function withField(value: unknown, [field = '', ...rest]: string[], to: string): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      String(index) === field ? withField(item, rest, to) : item,
    );
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field))
    throw new Error(`A step has no edge ${field}. Use the keys that its kind gives.`);
  const inner = (value as Record<string, unknown>)[field];
  return { ...value, [field]: rest.length === 0 ? to : withField(inner, rest, to) };
}
