import type { ReplayTotals } from './replay-totals.ts';

/** Why emails would be skipped, as a row of a table or file. */
export type SkippedRow = { step: string; reason: string; count: number };

/** Why emails would be skipped, by step and reason, the most first. */
export function skippedRows(
  { steps }: ReplayTotals,
  words: { step: (id: string) => string; reason: (reason: string) => string },
): SkippedRow[] {
  return Object.entries(steps)
    .flatMap(([id, { skipped }]) =>
      Object.entries(skipped).map(([reason, count]) => {
        return { step: words.step(id), reason: words.reason(reason), count };
      }),
    )
    .sort((a, b) => b.count - a.count || (a.step < b.step ? -1 : 1));
}
