/**
 * The start of a day of the calendar in UTC.
 * @param date such as `2026-01-31`
 * @returns epoch milliseconds; null when there is no such day
 */
export function dayStart(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const start = new Date(`${date}T00:00:00Z`);
  // Some readings of the 31st of a short month give the 1st of the next.
  return Number.isNaN(start.getTime()) || !start.toISOString().startsWith(date)
    ? null
    : start.getTime();
}
