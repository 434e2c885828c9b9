import type { Journey } from '#app/journeys/definition.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { JourneyFigures } from './journey-figures.ts';
import type { Recovered } from './recovered.ts';
import type { JourneyState, ShownJourney } from './shown-journey.ts';

/** One line of the list of journeys. Counts are of the period, `active` is of now. */
export type JourneyLine = Pick<Journey, 'key' | 'name' | 'purpose'> & {
  state: JourneyState;
  entered: number;
  active: number;
  completed: number;
  left: number;
  /** By reason, most first. */
  exits: { reason: string; count: number }[];
  mails: JourneyFigures['mails'];
  recovered: Recovered;
};

/** What the list can be sorted by, the default first. */
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

/** Every journey with its figures; zeros for those without runs. */
export function journeyLines(
  journeys: readonly ShownJourney[],
  figures: ReadonlyMap<string, JourneyFigures>,
  recovered: ReadonlyMap<string, Recovered>,
): JourneyLine[] {
  return journeys.map(({ journey: { key, name, purpose }, state }) => {
    const known = figures.get(key);
    const exits = Object.entries(known?.exited ?? {})
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count);
    return {
      key,
      name,
      purpose,
      state,
      entered: known?.entered ?? 0,
      active: known?.active ?? 0,
      completed: known?.completed ?? 0,
      left: sumOfCounts(exits),
      exits,
      mails: known?.mails ?? { sent: 0, skipped: 0, clicked: 0 },
      recovered: recovered.get(key) ?? { orders: 0, minor: 0 },
    };
  });
}

/** Journeys on a page. */
export const JOURNEYS_SHOWN = 25;

export const JOURNEY_ORDER: RowOrder<JourneyLine, JourneySort> = {
  text: ({ name, purpose }) => `${name} ${purpose}`,
  by: {
    entered: ({ entered }) => entered,
    name: ({ name }) => name,
    active: ({ active }) => active,
    completed: ({ completed }) => completed,
    left: ({ left }) => left,
    sent: ({ mails }) => mails.sent,
    recovered: ({ recovered }) => recovered.minor,
  },
};
