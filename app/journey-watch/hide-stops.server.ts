import { recordAudit } from '#app/audit/record-audit.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { StopIntent } from './stop-intent.ts';
import { hideStopRows, type StopHiding } from './store/journey-stops.server.ts';

/** How long a stop is not shown once it was snoozed, milliseconds. */
const SNOOZED_MS = DAY;

const ACTIONS: Record<StopIntent, string> = {
  snooze_stop: 'journey_stop.snoozed',
  dismiss_stop: 'journey_stop.dismissed',
  show_stop: 'journey_stop.shown',
};

/**
 * Hides stops from Home and from the list, or shows them again. The watch goes on all the same.
 * @param now epoch milliseconds
 * @returns how many; those that are gone are left alone
 */
export async function hideStops(
  client: ShopClient,
  shopId: string,
  intent: StopIntent,
  ids: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  const hidden = await hideStopRows(client, shopId, ids, hidingOf(intent, now), actor);
  for (const id of hidden) {
    const entry = { actor, action: ACTIONS[intent], subject: `journey_stop:${id}` };
    await recordAudit(client, shopId, { ...entry, before: null, after: null }, now);
  }
  return hidden.length;
}

function hidingOf(intent: StopIntent, now: number): StopHiding {
  switch (intent) {
    case 'snooze_stop':
      return { snoozedUntil: now + SNOOZED_MS, dismissedAt: null };
    case 'dismiss_stop':
      return { snoozedUntil: null, dismissedAt: now };
    case 'show_stop':
      return { snoozedUntil: null, dismissedAt: null };
  }
}
