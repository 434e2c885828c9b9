/** Places for what is under way at once. */
export type Slots = {
  /** @returns what frees the place, to be called once; null when there is none */
  take(key: string): (() => void) | null;
};

/**
 * @param limits how many places there are in all, and for each key: whatever keeps the places of one key busy, the
 *   others find some
 */
export function createSlots({ inAll, perKey }: { inAll: number; perKey: number }): Slots {
  const taken = new Map<string, number>();
  let total = 0;
  return {
    take(key) {
      const own = taken.get(key) ?? 0;
      if (total >= inAll || own >= perKey) return null;
      total += 1;
      taken.set(key, own + 1);
      return () => {
        total -= 1;
        const left = (taken.get(key) ?? 0) - 1;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}
