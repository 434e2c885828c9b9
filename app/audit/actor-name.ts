/** Who did something, for the member of staff who reads it. */
export function actorName(actor: string, reader: string): string {
  if (actor === 'system') return 'Tendril';
  if (actor === 'applicant') return 'The applicant';
  return actor === reader ? 'You' : `Staff member ${actor}`;
}
