import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures, type KeptFigure } from '#app/roll-ups/store/read-figures.server.ts';
import type { JourneyFigures } from './journey-figures.ts';

function noFigures(): JourneyFigures {
  return {
    entered: 0,
    active: 0,
    completed: 0,
    exited: {},
    mails: { sent: 0, skipped: 0, clicked: 0 },
  };
}

/** The stored figures that those of journeys are made of. */
const JOURNEY_FIGURES = [
  'runs.active',
  'runs.entered',
  'runs.completed',
  'runs.exited',
  'mails.sent',
  'mails.skipped',
  'mails.clicked',
] as const;

/**
 * Figures of the journeys that people entered.
 * @param since epoch milliseconds; each thing counts when it happened in or after this hour
 * @returns by journey key
 */
export async function journeyFigures(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<Map<string, JourneyFigures>> {
  const figures = new Map<string, JourneyFigures>();
  for (const stored of await readFigures(client, shopId, JOURNEY_FIGURES, since)) {
    const known = figures.get(stored.key) ?? noFigures();
    figures.set(stored.key, known);
    add(known, stored);
  }
  return figures;
}

function add(
  into: JourneyFigures,
  { figure, detail, count }: KeptFigure<(typeof JOURNEY_FIGURES)[number]>,
): void {
  switch (figure) {
    case 'runs.active':
      into.active += count;
      return;
    case 'runs.entered':
      into.entered += count;
      return;
    case 'runs.completed':
      into.completed += count;
      return;
    case 'runs.exited':
      into.exited[detail] = (into.exited[detail] ?? 0) + count;
      return;
    case 'mails.sent':
      into.mails.sent += count;
      return;
    case 'mails.skipped':
      into.mails.skipped += count;
      return;
    case 'mails.clicked':
      into.mails.clicked += count;
      return;
  }
}
