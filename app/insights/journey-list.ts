import type { Journey } from '#app/journeys/definition.ts';
import type { JourneyFigures } from '#app/journeys/journey-figures.server.ts';
import type { Recovered } from './recovered.server.ts';

/** One line of the list of journeys. Counts are of the period, `active` is of now. */
export type JourneyLine = Pick<Journey, 'key' | 'name' | 'purpose'> & {
  entered: number;
  active: number;
  completed: number;
  left: number;
  /** By reason, most first. */
  exits: { reason: string; count: number }[];
  mails: JourneyFigures['mails'];
  recovered: Recovered;
};

/** What the list can be sorted by, the usual way first. */
export const JOURNEY_SORTS = [
  'entered',
  'name',
  'active',
  'completed',
  'left',
  'sent',
  'recovered',
] as const;
export type JourneySort = (typeof JOURNEY_SORTS)[number];

/** Every journey with its figures; zeros for those nobody was in. */
export function journeyLines(
  journeys: readonly Journey[],
  figures: ReadonlyMap<string, JourneyFigures>,
  recovered: ReadonlyMap<string, Recovered>,
): JourneyLine[] {
  return journeys.map(({ key, name, purpose }) => {
    const known = figures.get(key);
    const exits = Object.entries(known?.exited ?? {})
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count);
    return {
      key,
      name,
      purpose,
      entered: known?.entered ?? 0,
      active: known?.active ?? 0,
      completed: known?.completed ?? 0,
      left: exits.reduce((sum, { count }) => sum + count, 0),
      exits,
      mails: known?.mails ?? { sent: 0, skipped: 0, clicked: 0 },
      recovered: recovered.get(key) ?? { orders: 0, minor: 0 },
    };
  });
}

/** The lines that a search finds in name and purpose, in the order that was asked for. */
export function arrange(
  lines: readonly JourneyLine[],
  { search, sort, direction }: { search: string; sort: JourneySort; direction: string },
): JourneyLine[] {
  const sought = search.toLowerCase();
  const found = lines.filter(({ name, purpose }) =>
    `${name} ${purpose}`.toLowerCase().includes(sought),
  );
  const sorted = found.sort((a, b) => compare(sort, a, b) || a.name.localeCompare(b.name));
  return direction === 'ascending' ? sorted : sorted.reverse();
}

function compare(sort: JourneySort, a: JourneyLine, b: JourneyLine): number {
  switch (sort) {
    case 'name':
      return 0;
    case 'sent':
      return a.mails.sent - b.mails.sent;
    case 'recovered':
      return a.recovered.minor - b.recovered.minor;
    case 'entered':
    case 'active':
    case 'completed':
    case 'left':
      return a[sort] - b[sort];
  }
}
