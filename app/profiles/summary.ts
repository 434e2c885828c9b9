import type { ProfileState } from './profile-state.ts';

type Summary = ProfileState['summary'];

/** The newer of two countings; between equals the one that knows of more. */
export function newerSummary(known: Summary, received: Summary): Summary {
  if (!known || !received) return known ?? received;
  for (const field of ['at', 'orders', 'spentMinor', 'currency'] as const)
    if (received[field] !== known[field]) return received[field] > known[field] ? received : known;
  return known;
}
