import { z } from 'zod';
import type { RecordedOutcome } from '#app/journeys/recorded-outcome.ts';
import { answeredDecision, type AnsweredCase } from '#app/journeys/answered-decision.ts';
import { PredicateContent } from '#app/segments/predicate-content.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import { stepEffectKey } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

/** Paths of a branch beside the one that is otherwise taken. */
export const MOST_PATHS = 20;

const BranchPath = z.strictObject({
  label: z.string().max(60),
  when: PredicateContent,
  next: NextStepId,
});
export type BranchPath = z.infer<typeof BranchPath>;

const MultiBranchStep = z.strictObject({
  id: StepId,
  kind: z.literal('multi_branch'),
  paths: z.array(BranchPath).max(MOST_PATHS),
  otherwise: NextStepId,
});

/** Asks one condition after the other and takes the path of the first that holds, `otherwise` when none does. */
export type MultiBranchStep = z.infer<typeof MultiBranchStep>;

/** What a path is called: as the merchant says, or by its number. */
export function pathLabel({ label }: BranchPath, index: number): string {
  return label.trim() === '' ? `Path ${String(index + 1)}` : label;
}

/** Goes on by the first condition that holds; what it read of all that it asked is in the decision. */
export const multiBranchHandler: StepHandler<MultiBranchStep> = {
  label: 'Several conditions',
  group: 'logic',
  blank: (id, to) => ({
    id,
    kind: 'multi_branch',
    paths: [
      { label: '', when: { all: [] }, next: to },
      { label: '', when: { all: [] }, next: to },
    ],
    otherwise: to,
  }),
  schema: MultiBranchStep,
  problems({ paths }) {
    const labels = paths.map(pathLabel);
    return [
      ...(paths.length === 0 ? ['Add a path.'] : []),
      ...paths.flatMap(({ when }, index) =>
        conditionsOf(when).length === 0
          ? [`Choose the condition of “${labels[index] ?? ''}”.`]
          : [],
      ),
      ...(new Set(labels).size < labels.length
        ? ['Two paths have the same name. Give one of them another.']
        : []),
    ];
  },
  enter({ paths, otherwise }, run, at, context, { rule }) {
    const { asked, taken } = takePath(paths, ({ when }) => context.holds(when, at));
    const path = taken === null ? null : paths[taken];
    const outcome: RecordedOutcome = taken === null ? 'otherwise' : `path_${String(taken + 1)}`;
    const answer = {
      holds: taken !== null,
      why: asked.at(-1)?.why ?? [],
      facts: {
        ...Object.fromEntries(asked.flatMap(({ facts }) => Object.entries(facts))),
        path: path ? pathLabel(path, taken ?? 0) : 'Otherwise',
      },
      read: Object.fromEntries(asked.flatMap(({ read }) => Object.entries(read))),
    };
    const decided: AnsweredCase = {
      key: stepEffectKey(run),
      outcome,
      reason: run.stepId,
      rule,
      at,
    };
    return {
      run,
      decisions: [answeredDecision(run, decided, answer)],
      outcome: { kind: 'next', stepId: path ? path.next : otherwise, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ paths, otherwise }) => [
    ...paths.map((path, index) => ({
      key: `paths.${String(index)}.next`,
      to: path.next,
      label: pathLabel(path, index),
    })),
    { key: 'otherwise', to: otherwise, label: 'Otherwise' },
  ],
  withPredicates: (step, as) => ({
    ...step,
    paths: step.paths.map((path) => ({ ...path, when: as(path.when) })),
  }),
  words: {
    card: ({ paths }) => ({
      title: 'Several conditions',
      detail: [...paths.map(pathLabel), 'otherwise'].join('; '),
    }),
    current: () => 'At a branch',
    coming: () => 'a branch',
  },
};

/** Asks path after path until one holds. @returns the answers so far, and which path was the one; null for none */
function takePath(
  paths: readonly BranchPath[],
  ask: (path: BranchPath) => PredicateAnswer,
): { asked: PredicateAnswer[]; taken: number | null } {
  const asked: PredicateAnswer[] = [];
  for (const [index, path] of paths.entries()) {
    const answer = ask(path);
    asked.push(answer);
    if (answer.holds) return { asked, taken: index };
  }
  return { asked, taken: null };
}
