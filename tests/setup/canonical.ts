/** A value as text that is equal exactly when the values are, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Values as such texts in one order, whatever order they come in. */
export function canonicalSet(values: Iterable<unknown>): string[] {
  return [...values].map(canonical).sort();
}
