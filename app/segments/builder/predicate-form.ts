import { toDecimal, toMinor } from '#app/lib/money.ts';
import type { Predicate, Condition } from '#app/segments/predicate.ts';
import type { ConditionForm } from './condition-form.ts';
import { type Draft, type DraftGroup, type DraftNode, isGroup } from './edit-draft.ts';
import { isMoneyTopic, isNumberTopic } from './topics.ts';

/** A place in a predicate, as `parsePredicate` names it. */
export type Path = readonly (string | number)[];

/** The predicate of a draft as it is sent, and which part of the draft stands at which place of it. */
export type WrittenDraft = { predicate: unknown; places: ReadonlyMap<string, number> };

const NUMBERS = ['value', 'least', 'most', 'days', 'times'] as const;
const AMOUNTS = ['value', 'least', 'most'] as const;

/**
 * The predicate of a draft. Numbers that were not filled in are null and others that cannot be read stay
 * as typed, so that the parser says what is missing.
 * @param currency the shop's, ISO 4217; money is typed in it
 */
export function writeDraft({ root }: Draft, currency: string): WrittenDraft {
  const places = new Map<string, number>();
  const [only, ...others] = root.items;
  const isSingle = root.match === 'all' && only !== undefined && others.length === 0;
  const predicate = isSingle
    ? writeNode(only, [], places, currency)
    : writeNode(root, [], places, currency);
  return { predicate, places };
}

function writeNode(
  node: DraftNode,
  path: Path,
  places: Map<string, number>,
  currency: string,
): unknown {
  places.set(JSON.stringify(path), node.id);
  if (!isGroup(node)) return writeCondition(node, currency);
  const [only, ...others] = node.items;
  const written = (inner: Path) =>
    node.items.map((item, place) => writeNode(item, [...inner, place], places, currency));
  if (node.match !== 'none') return { [node.match]: written([...path, node.match]) };
  return only !== undefined && others.length === 0
    ? { not: writeNode(only, [...path, 'not'], places, currency) }
    : { not: { any: written([...path, 'not', 'any']) } };
}

/** The predicate of one condition; see `writeDraft`. */
function writeCondition({ topic, operator, inputs }: ConditionForm, currency: string): object {
  const [kind, name = ''] = topic.split(':');
  const subject = kind === 'segment' ? {} : { [kind ?? '']: name };
  const written: Record<string, unknown> = { ...subject, is: operator };
  for (const [input, typed] of Object.entries(inputs)) {
    const unit =
      inputs.currency === undefined || inputs.currency === '' ? currency : inputs.currency;
    if (typeof typed !== 'string' || !isNumeric(topic, input)) {
      if (input !== 'currency' || typed !== '') written[input] = typed;
    } else if (isMoneyTopic(topic) && AMOUNTS.some((amount) => amount === input)) {
      written[input] = toMinor(typed.trim(), String(unit)) ?? asTyped(typed);
    } else {
      written[input] = readNumber(typed);
    }
  }
  return written;
}

function isNumeric(topic: string, input: string): boolean {
  // A field of text has a value as well, which is none.
  if (input === 'value') return isNumberTopic(topic);
  return NUMBERS.some((number) => number === input);
}

function readNumber(typed: string): number | string | null {
  const number = Number(typed.trim());
  return typed.trim() === '' || !Number.isFinite(number) ? asTyped(typed) : number;
}

function asTyped(typed: string): string | null {
  return typed.trim() === '' ? null : typed;
}

/**
 * The draft that shows a predicate.
 * @param currency the shop's, in which money is shown when the predicate names none
 */
export function predicateDraftOf(predicate: Predicate, currency: string): Draft {
  let nextId = 0;
  function read(part: Predicate): DraftNode {
    const id = nextId++;
    if ('all' in part) return { id, match: 'all', items: part.all.map(read) };
    if ('any' in part) return { id, match: 'any', items: part.any.map(read) };
    if (!('not' in part)) return { id, ...conditionOf(part, currency) };
    const inner = part.not;
    return { id, match: 'none', items: 'any' in inner ? inner.any.map(read) : [read(inner)] };
  }
  const node = read(predicate);
  const root: DraftGroup = isGroup(node) ? node : { id: nextId++, match: 'all', items: [node] };
  return { root, nextId };
}

/** A condition as it is filled in. */
function conditionOf(condition: Condition, currency: string): ConditionForm {
  const { is, ...parts } = condition;
  const topic = topicOf(condition);
  const inputs: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(parts)) {
    if (name === 'field' || name === 'signal' || name === 'interest') continue;
    inputs[name] = inputOf(topic, name, value, currencyOf(condition) ?? currency);
  }
  return { topic, operator: is, inputs };
}

function currencyOf(condition: Condition): string | undefined {
  return 'currency' in condition ? condition.currency : undefined;
}

function inputOf(topic: string, name: string, value: unknown, currency: string): string | string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'number') return String(value);
  return isMoneyTopic(topic) && AMOUNTS.some((amount) => amount === name)
    ? toDecimal(value, currency)
    : String(value);
}

/** What a condition is about, as the builder names it: `field:orders`, `signal:refunded`, `segment`. */
function topicOf(condition: Condition): string {
  if ('field' in condition) return `field:${condition.field}`;
  if ('signal' in condition) return `signal:${condition.signal}`;
  if ('interest' in condition) return `interest:${condition.interest}`;
  return 'segment';
}

/**
 * Which part of a draft a place of its predicate belongs to, and the input within it.
 * @returns null for a place that is in no part of it
 */
function partAt({ places }: WrittenDraft, path: Path): { id: number; input: string } | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const id = places.get(JSON.stringify(path.slice(0, length)));
    if (id !== undefined) return { id, input: String(path[length] ?? '') };
  }
  return null;
}

/** What is wrong with each part of a draft, by its id and by input; '' is the part as a whole. */
export type DraftErrors = ReadonlyMap<number, Readonly<Record<string, string>>>;

/**
 * Where problems of a predicate are shown in its draft. What is not filled in yet is no mistake until the user
 * tried to save.
 * @param problems as `parsePredicate` gives them for `written.predicate`
 */
export function draftErrors(
  draft: Draft,
  written: WrittenDraft,
  problems: readonly { path: Path; message: string }[],
  wasTried: boolean,
): DraftErrors {
  const blank = wasTried ? new Set<string>() : blankInputs(draft.root);
  const errors = new Map<number, Record<string, string>>();
  for (const { path, message } of problems) {
    const part = partAt(written, path);
    if (part === null || blank.has(`${String(part.id)} ${part.input}`)) continue;
    const known = errors.get(part.id) ?? {};
    errors.set(part.id, { ...known, [part.input]: known[part.input] ?? message });
  }
  return errors;
}

function blankInputs(node: DraftNode): Set<string> {
  if (isGroup(node)) return new Set(node.items.flatMap((item) => [...blankInputs(item)]));
  const blank = Object.entries(node.inputs).filter(([, typed]) => typed.length === 0);
  return new Set(blank.map(([input]) => `${String(node.id)} ${input}`));
}
