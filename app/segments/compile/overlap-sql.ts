/** The most values that are compared with each of a list. */
export const MOST_OVERLAPPED = 16;

/**
 * Whether two lists have a text in common. An overlap compares each with each; where the values are many, `any`
 * looks each of the row's up by its hash: of 250 a row takes 4 microseconds instead of 30, of 5,000 instead of 600.
 * @param known a list of the row
 * @param values the parameter that holds the others
 * @param count how many others
 */
export function overlapSql(known: string, values: string, count: number): string {
  return count > MOST_OVERLAPPED
    ? `exists (select from unnest(${known}) as one where one = any(${values}))`
    : `${known} && ${values}`;
}
