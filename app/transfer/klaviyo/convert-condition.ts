import { z } from 'zod';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import {
  withoutCounterpart,
  type ConditionConverter,
  type ConvertedCondition,
} from './condition-filters.ts';
import type { KlaviyoContext } from './conversion.ts';
import { metricCondition } from './metric-condition.ts';
import {
  consentCondition,
  groupCondition,
  predictionCondition,
  propertyCondition,
  regionCondition,
} from './profile-conditions.ts';

/** By the types of Klaviyo's API. */
const CONVERTERS: Partial<Record<string, ConditionConverter>> = {
  'profile-metric': metricCondition,
  'profile-property': propertyCondition,
  'profile-group-membership': groupCondition,
  'profile-marketing-consent': consentCondition,
  'profile-region': regionCondition,
  'profile-predictive-analytics': predictionCondition,
};

/** Converts one condition. Whatever comes out is one that segments can ask. */
export function convertCondition(input: unknown, context: KlaviyoContext): ConvertedCondition {
  const type = z.looseObject({ type: z.string().max(100) }).safeParse(input).data?.type ?? '';
  const converter = Object.hasOwn(CONVERTERS, type) ? CONVERTERS[type] : undefined;
  const converted = converter?.(input, context) ?? withoutCounterpart(conditionName(type), NO_LIKE);
  if ('note' in converted) return converted;
  const parsed = parsePredicate(converted.predicate);
  return parsed.outcome === 'read'
    ? { predicate: parsed.predicate }
    : withoutCounterpart(conditionName(type), parsed.problems[0]?.message ?? NO_LIKE);
}

const NO_LIKE =
  'There is no such condition here. Add one of those that there are where it matters.';

function conditionName(type: string): string {
  return `Condition “${type === '' ? 'without a type' : type}”`;
}
