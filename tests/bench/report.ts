import { cpus } from 'node:os';
import { BENCHES, ratioOf, rounded, type BenchName, type Figure } from './benches.ts';

/** What a run of benches found out, and on what. */
export type Results = {
  figures: ReadonlyMap<BenchName, Figure>;
  /** Benches that gave no figure, each with why. */
  failures: readonly string[];
  /** Version of the database server. */
  postgres: string;
  /** How much was measured. */
  sizes: string;
  seconds: number;
};

/** One JSON object, a member for each bench. */
export function jsonReport({ figures }: Results): string {
  const members = rowsOf(figures).map(({ bench, figure }) => [
    bench.name,
    {
      value: rounded(figure.value),
      unit: bench.unit,
      baseline: rounded(figure.baseline),
      ratio: ratioOf(figure),
    },
  ]);
  return JSON.stringify(Object.fromEntries(members));
}

/** A table for people. */
export function tableReport({ figures, failures, postgres, sizes, seconds }: Results): string {
  const [cpu] = cpus();
  const lines = rowsOf(figures).map(({ bench, figure }) => [
    bench.name,
    `${String(rounded(figure.value))} ${bench.unit}`,
    String(rounded(figure.baseline)),
    String(ratioOf(figure) ?? '-'),
    bench.goal,
    bench.reached(figure) ? 'reached' : 'MISSED',
  ]);
  return [
    `${String(cpus().length)} cores (${cpu?.model ?? 'unknown'}), Node.js ${process.versions.node}, PostgreSQL ${postgres}, fsync on`,
    sizes,
    '',
    ...aligned([['bench', 'Tendril', 'baseline', 'ratio', 'goal', ''], ...lines]),
    '',
    ...failures.map((failure) => `FAILED  ${failure}`),
    `Took ${String(Math.round(seconds))} s.`,
  ].join('\n');
}

function rowsOf(figures: Results['figures']) {
  return BENCHES.flatMap((bench) => {
    const figure = figures.get(bench.name);
    return figure ? [{ bench, figure }] : [];
  });
}

function aligned(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
