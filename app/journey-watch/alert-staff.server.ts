import { listAlertedStaff } from '#app/access/store/alerted-staff.server.ts';
import { permissionsOf } from '#app/access/permissions.ts';
import { ROLES } from '#app/access/roles.ts';
import type { StaffRecipient } from '#app/effects/kinds/staff-email.ts';
import { effectKinds } from '#app/effects/registry.ts';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { selectSendingShop } from '#app/messages/delivery/store/sending-shop.server.ts';
import { formatTime } from '#app/lib/format/time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { DAY } from '#app/lib/duration.ts';
import type { NoticedStop } from './shop-stops.ts';
import type { StopCause } from './stop-cause.ts';
import { stopAdvice, stopReason, stopTitle } from './stop-words.ts';

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 4_500;
/** Staff who were not seen for so long are not written to. */
const SEEN_WITHIN = 90 * DAY;
/** More journeys of a stop, and more stops, are not listed. */
const MOST_LISTED = 10;

/** Those who may solve problems hear of them. */
const ALERTED = ROLES.filter((role) => permissionsOf(role).includes('problems.solve'));

/**
 * Asks for one email about stops that were noticed together to the staff who may solve problems and were seen in the last 90 days,
 * or to the shop's own address where there are none. Asked for again it is the same email.
 * @param now epoch milliseconds
 */
export async function alertStaff(
  client: ShopClient,
  shopId: string,
  stops: readonly NoticedStop[],
  timeZone: string,
  now: number,
): Promise<void> {
  if (stops.length === 0) return;
  const recipients = await recipientsOf(client, shopId, now);
  const ids = stops.map(({ id }) => id).sort();
  const [first = ''] = ids;
  const about = ids.length === 1 ? first : idOf('alert', ...ids);
  const alert = alertOf(stops, timeZone);
  const effects = recipients.map((to) => ({
    key: `alert:${about}:${'staffId' in to ? to.staffId : 'shop'}`,
    kind: 'staff_alert' as const,
    payload: { to, path: '/app/problems?tab=stops', ...alert },
    createdAt: now,
    dueAt: now,
  }));
  await addEffects(client, shopId, effects);
  if (effects.length > 0) await enqueueJob(client, shopId, effectKinds.staff_alert.job);
}

function alertOf(
  stops: readonly NoticedStop[],
  timeZone: string,
): { subject: string; text: string } {
  const titles = stops.map(stopTitle);
  const [first = ''] = titles;
  const others = stops.length - 1;
  const subject = others === 0 ? first : `${first}, and ${String(others)} more`;
  const shown = stops.slice(0, MOST_LISTED).map((stop) => paragraphOf(stop, timeZone));
  const more = stops.length > MOST_LISTED ? ['Problems lists the others.'] : [];
  const once = 'This email is sent once. Problems shows when it goes on.';
  const text = [...shown, ...more].join('\n\n').slice(0, LONGEST_TEXT);
  return { subject: subject.slice(0, LONGEST_SUBJECT), text: `${text}\n\n${once}` };
}

function paragraphOf(stop: NoticedStop, timeZone: string): string {
  const at = formatTime(stop.since, timeZone);
  const since = `${SINCE_WORDS[stop.cause] ?? 'Nothing since'}: ${at} (${timeZone}).`;
  const names = stop.journeys.slice(0, MOST_LISTED).map((name) => `“${name}”`);
  const left = stop.journeys.length - names.length;
  if (left > 0) names.push(`${String(left)} more`);
  const journeys =
    stop.journey === null && names.length > 0 ? [`Journeys: ${names.join(', ')}.`] : [];
  return [`${stopTitle(stop)}.`, stopReason(stop), ...journeys, stopAdvice(stop), since].join(
    '\n\n',
  );
}

/** What the moment of a stop is, where it is not from when on nothing happened. */
const SINCE_WORDS: Partial<Record<StopCause, string>> = {
  none_entered: 'Watched since',
  step_fails: 'Seen',
};

async function recipientsOf(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<StaffRecipient[]> {
  const staff = await listAlertedStaff(client, shopId, ALERTED, now - SEEN_WITHIN);
  if (staff.length > 0) return staff.map((staffId) => ({ staffId }));
  const shop = await selectSendingShop(client, shopId);
  return shop?.email ? [{ address: shop.email }] : [];
}
