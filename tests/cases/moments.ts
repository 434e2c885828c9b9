const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/**
 * A moment of a story: a date, or how long after its start, such as `+3d1h`.
 * @param start epoch milliseconds
 * @returns epoch milliseconds
 */
export function momentOf(text: string, start: number): number {
  if (!text.startsWith('+')) {
    const at = Date.parse(text);
    if (Number.isNaN(at)) throw new Error(`“${text}” is no moment.`);
    return at;
  }
  if (!/^\+(\d+[dhms])+$/.test(text)) throw new Error(`“${text}” is no length of time.`);
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (at, [, amount, unit = '']) => at + Number(amount) * (UNITS[unit] ?? 0),
    start,
  );
}
