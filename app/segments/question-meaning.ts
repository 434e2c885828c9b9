import { interestMeaning } from './interest-meaning.ts';
import { knownMeaning } from './known-meaning.ts';
import type { Meaning } from './meaning.ts';
import { membershipMeaning } from './membership-meaning.ts';
import { isNumberField } from './number-fields.ts';
import { numberMeaning } from './number-meaning.ts';
import type {
  DateQuestion,
  KnownQuestion,
  ListQuestion,
  NumberQuestion,
  OrderQuestion,
  Question,
  TextQuestion,
  WindowQuestion,
} from './predicate.ts';
import { signalMeaning } from './signal-meaning.ts';
import { isListField, isTextField } from './text-fields.ts';
import { listMeaning, textMeaning } from './text-meaning.ts';
import { isTimeField } from './time-fields.ts';
import { dateMeaning, orderMeaning, windowMeaning } from './time-meaning.ts';

const known = new WeakMap<Question, Meaning | null>();

/**
 * What a question means, for each of its readers; found out once for each question.
 * @returns null when it makes no sense, as a window of NaN days, words that only a newer version knows, or
 *   another segment or a collection that was not replaced by what it stands for
 */
export function meaningOf(question: Question): Meaning | null {
  let meaning = known.get(question);
  if (meaning === undefined) {
    meaning = findMeaning(question);
    known.set(question, meaning);
  }
  return meaning;
}

function findMeaning(question: Question): Meaning | null {
  if ('signal' in question) return signalMeaning(question);
  if ('interest' in question) return interestMeaning(question);
  if ('segment' in question) return membershipMeaning(question);
  if (isKnown(question)) return knownMeaning(question);
  if (isNumber(question)) return numberMeaning(question);
  if (isText(question)) return textMeaning(question);
  if (isList(question)) return listMeaning(question);
  return isTime(question) ? timeMeaning(question) : null;
}

type FieldQuestion = Extract<Question, { field: string }>;
type TimeQuestion = WindowQuestion | DateQuestion | OrderQuestion;

function isKnown(question: FieldQuestion): question is KnownQuestion {
  return question.is === 'known' || question.is === 'unknown';
}

function isNumber(question: FieldQuestion): question is NumberQuestion {
  return isNumberField(question.field);
}

function isText(question: FieldQuestion): question is TextQuestion {
  return isTextField(question.field);
}

function isList(question: FieldQuestion): question is ListQuestion {
  return isListField(question.field);
}

function isTime(question: FieldQuestion): question is TimeQuestion {
  return isTimeField(question.field);
}

function timeMeaning(question: TimeQuestion): Meaning | null {
  switch (question.is) {
    case 'within':
    case 'before':
    case 'coming':
    case 'days_ago':
      return windowMeaning(question);
    case 'since':
    case 'until':
    case 'from_to':
      return dateMeaning(question);
    case 'after':
      return orderMeaning(question);
    default:
      return null;
  }
}
