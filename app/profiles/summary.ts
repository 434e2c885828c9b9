import type { ProfileState } from './profile.ts';

type Summary = ProfileState['summary'];

/** The newer of two countings; between equals the one that knows of more. */
export function newerSummary(known: Summary, told: Summary): Summary {
  if (!known || !told) return known ?? told;
  for (const field of ['at', 'orders', 'spentMinor', 'currency'] as const)
    if (told[field] !== known[field]) return told[field] > known[field] ? told : known;
  return known;
}
