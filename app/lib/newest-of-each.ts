/** The newest version of each thing; between equals the last. */
export function newestOfEach<T extends { id: string; updatedAt: number }>(
  received: readonly T[],
): T[] {
  const newest = new Map<string, T>();
  for (const one of received) {
    const known = newest.get(one.id);
    if (!known || one.updatedAt >= known.updatedAt) newest.set(one.id, one);
  }
  return [...newest.values()];
}
