import { z } from 'zod';

const Proof = z.object({
  /** Mark and name of the promise, such as "A1 nothing taken is lost". */
  promise: z.string(),
  /** How much was tried. */
  size: z.string(),
  lost: z.number(),
  duplicated: z.number(),
  unexpected: z.number(),
  /** What else was measured. */
  note: z.string().optional(),
});

/** What a test of reliability counted. */
export type Proof = z.infer<typeof Proof>;

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ status: z.string(), meta: z.object({ proof: Proof.optional() }).optional() }),
      ),
    }),
  ),
});

/** The proofs in Vitest's JSON reports, by promise; those of tests that failed as well. */
export function proofsIn(reports: readonly unknown[]): Proof[] {
  return reports
    .flatMap((report) => Report.parse(report).testResults)
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ meta }) => meta?.proof ?? [])
    .sort((one, other) => one.promise.localeCompare(other.promise, 'en', { numeric: true }));
}

const HEADS = ['promise', 'size', 'lost', 'duplicated', 'unexpected', 'besides'] as const;

/** A table for a terminal; numbers are right-aligned. */
export function proofTable(proofs: readonly Proof[]): string {
  const rows = proofs.map(({ promise, size, lost, duplicated, unexpected, note }) => [
    promise,
    size,
    String(lost),
    String(duplicated),
    String(unexpected),
    note ?? '',
  ]);
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column >= 2 && column <= 4 ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(HEADS), ...rows.map(line)].join('\n');
}
