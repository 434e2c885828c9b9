/** A moment as PostgreSQL reads it out of JSON, in UTC. @param ms epoch milliseconds */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
