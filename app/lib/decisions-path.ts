/** What a link to the list of decisions narrows it to: a person by id, a journey, an email or banner by key. */
export type DecisionsOf = { person: string } | { journey: string } | { message: string };

/** The address of the list of decisions about one thing. */
export function decisionsPath(of: DecisionsOf): string {
  return `/app/decisions?${new URLSearchParams(of).toString()}`;
}
