import type { ReplayRecord } from './replay-record.ts';
import { replayFigures, type ReplayFigure } from './replay-figures.ts';

/** A figure of two replays. `difference` is the second less the first. */
export type ComparedFigure = Omit<ReplayFigure, 'value'> & {
  first: number;
  second: number;
  difference: number;
};

type Figures = Pick<ReplayRecord, 'totals' | 'aside'>;

/** Two replays figure by figure; what only one of them has counts as nothing in the other. */
export function compareReplays(first: Figures, second: Figures): ComparedFigure[] {
  const before = new Map(replayFigures(first).map((one) => [one.key, one]));
  const after = new Map(replayFigures(second).map((one) => [one.key, one]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): ComparedFigure[] => {
    const [one, other] = [before.get(key), after.get(key)];
    const known = one ?? other;
    if (!known) return [];
    const { value: _value, ...figure } = known;
    const [from, to] = [one?.value ?? 0, other?.value ?? 0];
    return [{ ...figure, first: from, second: to, difference: to - from }];
  });
}
