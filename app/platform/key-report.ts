/** How many values in one place a key sealed; `keyId` is null for those of before there were ids, or unsealed ones. */
export type KeyUse = { keyId: string | null; place: string; count: number };

/**
 * What an operator who rotates keys wants to know: a line for each key, and whether it may go.
 * @param ring ids of the keys of this process, the one that seals first
 * @param uses what each key seals, a place as often as it was counted
 */
export function keyReport(ring: readonly string[], uses: readonly KeyUse[]): string[] {
  const unknown = new Set(
    uses.flatMap(({ keyId }) => (keyId === null || ring.includes(keyId) ? [] : [keyId])),
  );
  const lines = [...ring, ...unknown].map((keyId, at) => {
    const sealed = sealedBy(uses, keyId);
    if (at === 0) return `${keyId}  seals. ${sealed ?? 'Nothing is sealed with it yet.'}`;
    if (at >= ring.length)
      return `${keyId}  NOT in ENCRYPTION_KEYS: nothing opens what it sealed. ${sealed ?? ''}`;
    return sealed === null
      ? `${keyId}  opens. Nothing sealed needs it; links in mails and codes of people erased while it sealed do.`
      : `${keyId}  opens. Still needed: ${sealed} The worker seals them again within minutes.`;
  });
  const former = sealedBy(uses, null);
  return former === null
    ? lines
    : [...lines, `without a key's id: ${former} The worker seals them again within minutes.`];
}

function sealedBy(uses: readonly KeyUse[], keyId: string | null): string | null {
  const counts = new Map<string, number>();
  for (const use of uses)
    if (use.keyId === keyId) counts.set(use.place, (counts.get(use.place) ?? 0) + use.count);
  if (counts.size === 0) return null;
  return `${[...counts].map(([place, count]) => `${place} ${String(count)}`).join(', ')}.`;
}
