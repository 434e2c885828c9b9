import type { Logistic } from './logistic.ts';

/** Rows whose columns all have mean 0 and standard deviation 1, and how to convert back what is fitted to them. */
export type Scaled = { rows: number[][]; restore: (fit: Logistic) => Logistic };

/** Puts columns on one scale. A column that is the same throughout stays 0. */
export function scaled(rows: readonly (readonly number[])[]): Scaled {
  const columns = rows[0]?.map((_, column) => column) ?? [];
  const means = columns.map((column) => meanOf(rows, (row) => row[column] ?? 0));
  const spreads = columns.map((column) => {
    const mean = means[column] ?? 0;
    return Math.sqrt(meanOf(rows, (row) => ((row[column] ?? 0) - mean) ** 2)) || 1;
  });
  return {
    rows: rows.map((row) =>
      row.map((value, column) => (value - (means[column] ?? 0)) / (spreads[column] ?? 1)),
    ),
    restore({ intercept, weights }) {
      const restored = weights.map((weight, column) => weight / (spreads[column] ?? 1));
      const moved = restored.reduce(
        (sum, weight, column) => sum + weight * (means[column] ?? 0),
        0,
      );
      return { intercept: intercept - moved, weights: restored };
    },
  };
}

function meanOf<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((sum, item) => sum + valueOf(item), 0) / Math.max(1, items.length);
}
