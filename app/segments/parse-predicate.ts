import { conditionSchema } from './conditions/condition-schema.ts';
import type { Predicate, Condition } from './predicate.ts';
import { referenceProblems, type KnownReferences, type Problem } from './reference-problems.ts';

export type ParsedPredicate =
  { outcome: 'read'; predicate: Predicate } | { outcome: 'refused'; problems: Problem[] };

const MOST_CONDITIONS = 100;
const MOST_GROUPS = 100;
const MOST_DEPTH = 10;

/**
 * Reads a predicate that came from outside. Nothing of it is taken when anything is wrong.
 * @param known what the shop has, to refuse what refers to something that is gone or leads in a circle; what is
 *   left out is not looked at
 */
export function parsePredicate(input: unknown, known: KnownReferences = {}): ParsedPredicate {
  const state: ParseState = { problems: [], conditions: 0, groups: 0 };
  const predicate = read(input, [], 1, state);
  if (predicate === null || state.problems.length > 0)
    return { outcome: 'refused', problems: state.problems };
  const problems = referenceProblems(predicate, known);
  return problems.length > 0 ? { outcome: 'refused', problems } : { outcome: 'read', predicate };
}

/** What is wrong with a predicate that was right when it was saved. */
export function problemsOf(predicate: Predicate, known: KnownReferences): Problem[] {
  const parsed = parsePredicate(predicate, known);
  return parsed.outcome === 'refused' ? parsed.problems : [];
}

type ParseState = { problems: Problem[]; conditions: number; groups: number };
type Path = Problem['path'];

function read(input: unknown, path: Path, depth: number, state: ParseState): Predicate | null {
  const refuse = (message: string, at: Path = path): null => {
    state.problems.push({ path: at, message });
    return null;
  };
  if (typeof input !== 'object' || input === null) return refuse('Choose a field.');
  const group = groupOf(input);
  if (group === null) return parseCondition(input, path, state);
  state.groups += 1;
  if (depth > MOST_DEPTH) return refuse(`At most ${String(MOST_DEPTH)} groups within each other.`);
  if (state.groups > MOST_GROUPS) return refuse(`At most ${String(MOST_GROUPS)} groups.`);
  if (group.kind === 'not') {
    const inner = read(group.held, [...path, 'not'], depth + 1, state);
    return inner && { not: inner };
  }
  const { kind, held } = group;
  if (!Array.isArray(held)) return refuse('Give a list of conditions.', [...path, kind]);
  const members: Predicate[] = [];
  for (const [index, each] of held.entries()) {
    const member = read(each, [...path, kind, index], depth + 1, state);
    if (member !== null) members.push(member);
    if (state.conditions > MOST_CONDITIONS || state.groups > MOST_GROUPS) break;
  }
  return kind === 'all' ? { all: members } : { any: members };
}

function groupOf(input: object): { kind: 'all' | 'any' | 'not'; held: unknown } | null {
  if ('all' in input) return { kind: 'all', held: input.all };
  if ('any' in input) return { kind: 'any', held: input.any };
  return 'not' in input ? { kind: 'not', held: input.not } : null;
}

function parseCondition(input: object, path: Path, state: ParseState): Condition | null {
  const { problems } = state;
  state.conditions += 1;
  if (state.conditions > MOST_CONDITIONS) {
    problems.push({ path, message: `At most ${String(MOST_CONDITIONS)} conditions.` });
    return null;
  }
  const schema = conditionSchema(input);
  if (schema === null) {
    const message = 'There is no such field. Choose another, or take the condition out.';
    problems.push({ path: [...path, 'field'], message });
    return null;
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const place = issue.path.filter((part) => typeof part !== 'symbol');
    problems.push({ path: [...path, ...place], message: issue.message });
  }
  return null;
}
