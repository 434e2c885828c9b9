/** Whether an input of the API was given: clients leave fields out or send null for the same. */
export function isGiven<T>(value: T): value is NonNullable<T> {
  return value !== null && value !== undefined;
}
