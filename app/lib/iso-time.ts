/** A moment as PostgreSQL reads it out of JSON, in UTC. @param ms epoch milliseconds */
export function isoTime(ms: number): string;
/** @param ms null where there is no such moment */
export function isoTime(ms: number | null): string | null;
export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
