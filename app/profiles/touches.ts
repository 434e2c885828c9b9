import type { Touch } from '#app/events/event.ts';

/** The earlier of two touches; between equals the lesser text. */
export function firstTouch(known: Touch | null, received: Touch | null): Touch | null {
  if (!known || !received) return known ?? received;
  return isBefore(received, known) ? received : known;
}

/** The later of two touches; between equals the greater text. */
export function lastTouch(known: Touch | null, received: Touch | null): Touch | null {
  if (!known || !received) return known ?? received;
  return isBefore(received, known) ? known : received;
}

function isBefore(a: Touch, b: Touch): boolean {
  return a.at === b.at ? textOf(a) < textOf(b) : a.at < b.at;
}

/** Independent of the order in which PostgreSQL gives an object's fields back. */
function textOf({ source, medium, campaign, landing, referrer }: Touch): string {
  return JSON.stringify([source, medium, campaign, landing, referrer]);
}
