import { isNumberField } from '#app/segments/fields/number-fields.ts';
import type {
  DateCondition,
  KnownCondition,
  ListCondition,
  NumberCondition,
  OrderCondition,
  Condition,
  TextCondition,
  WindowCondition,
} from '#app/segments/predicate.ts';
import { isListField, isTextField } from '#app/segments/fields/text-fields.ts';
import { isTimeField } from '#app/segments/fields/time-fields.ts';
import { interestEvaluator } from './interest-evaluator.ts';
import { knownEvaluator } from './known-evaluator.ts';
import type { ConditionEvaluator } from './condition-evaluator.ts';
import { membershipEvaluator } from './membership-evaluator.ts';
import { numberEvaluator } from './number-evaluator.ts';
import { signalEvaluator } from './signal-evaluator.ts';
import { listEvaluator, textEvaluator } from './text-evaluator.ts';
import { dateEvaluator, orderEvaluator, windowEvaluator } from './time-evaluator.ts';

const evaluators = new WeakMap<Condition, ConditionEvaluator | null>();

/**
 * The evaluator of a condition; created once for each condition.
 * @returns null when the condition makes no sense, as a window of NaN days, words that only a newer version knows, or
 *   another segment or a collection that was not replaced by what it stands for
 */
export function evaluatorOf(condition: Condition): ConditionEvaluator | null {
  let evaluator = evaluators.get(condition);
  if (evaluator === undefined) {
    evaluator = createEvaluator(condition);
    evaluators.set(condition, evaluator);
  }
  return evaluator;
}

function createEvaluator(condition: Condition): ConditionEvaluator | null {
  if ('signal' in condition) return signalEvaluator(condition);
  if ('interest' in condition) return interestEvaluator(condition);
  if ('segment' in condition) return membershipEvaluator(condition);
  if (isKnown(condition)) return knownEvaluator(condition);
  if (isNumber(condition)) return numberEvaluator(condition);
  if (isText(condition)) return textEvaluator(condition);
  if (isList(condition)) return listEvaluator(condition);
  return isTime(condition) ? timeEvaluator(condition) : null;
}

type FieldCondition = Extract<Condition, { field: string }>;
type TimeCondition = WindowCondition | DateCondition | OrderCondition;

function isKnown(condition: FieldCondition): condition is KnownCondition {
  return condition.is === 'known' || condition.is === 'unknown';
}

function isNumber(condition: FieldCondition): condition is NumberCondition {
  return isNumberField(condition.field);
}

function isText(condition: FieldCondition): condition is TextCondition {
  return isTextField(condition.field);
}

function isList(condition: FieldCondition): condition is ListCondition {
  return isListField(condition.field);
}

function isTime(condition: FieldCondition): condition is TimeCondition {
  return isTimeField(condition.field);
}

function timeEvaluator(condition: TimeCondition): ConditionEvaluator | null {
  switch (condition.is) {
    case 'within':
    case 'before':
    case 'coming':
    case 'days_ago':
      return windowEvaluator(condition);
    case 'since':
    case 'until':
    case 'from_to':
      return dateEvaluator(condition);
    case 'after':
      return orderEvaluator(condition);
    default:
      return null;
  }
}
