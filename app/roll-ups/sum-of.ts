/** The sum of the counts of rows, such as figures that are split by reason; of some rows alone where asked. */
export function sumOfCounts<Row extends { count: number }>(
  rows: readonly Row[],
  isCounted: (row: Row) => boolean = () => true,
): number {
  return rows.reduce((sum, row) => (isCounted(row) ? sum + row.count : sum), 0);
}
