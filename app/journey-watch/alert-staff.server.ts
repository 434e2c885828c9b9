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
import type { ShownStop } from './journey-stop.ts';
import { stopAdvice, stopReason, stopTitle } from './stop-words.ts';

const LONGEST_SUBJECT = 200;

/** Those who may solve problems hear of them. */
const ALERTED = ROLES.filter((role) => permissionsOf(role).includes('problems.solve'));

/**
 * Asks for an email about each stop to the staff who may solve problems, or to the shop's own address where no address of theirs
 * is known. Asked for again it is the same email.
 * @param now epoch milliseconds
 */
export async function alertStaff(
  client: ShopClient,
  shopId: string,
  stops: readonly ShownStop[],
  timeZone: string,
  now: number,
): Promise<void> {
  if (stops.length === 0) return;
  const recipients = await recipientsOf(client, shopId);
  const effects = stops.flatMap((stop) =>
    recipients.map((to) => ({
      key: `alert:${stop.id}:${'staffId' in to ? to.staffId : 'shop'}`,
      kind: 'staff_alert' as const,
      payload: { to, path: '/app/problems?tab=stops', ...alertOf(stop, timeZone) },
      createdAt: now,
      dueAt: now,
    })),
  );
  await addEffects(client, shopId, effects);
  if (effects.length > 0) await enqueueJob(client, shopId, effectKinds.staff_alert.job);
}

function alertOf(stop: ShownStop, timeZone: string): { subject: string; text: string } {
  const since = `Last time: ${formatTime(stop.since, timeZone)}.`;
  const once = 'This email is sent once. Problems shows when it goes on.';
  return {
    subject: stopTitle(stop).slice(0, LONGEST_SUBJECT),
    text: [`${stopTitle(stop)}.`, stopReason(stop), stopAdvice(stop), since, once].join('\n\n'),
  };
}

async function recipientsOf(client: ShopClient, shopId: string): Promise<StaffRecipient[]> {
  const staff = await listAlertedStaff(client, shopId, ALERTED);
  if (staff.length > 0) return staff.map((staffId) => ({ staffId }));
  const shop = await selectSendingShop(client, shopId);
  return shop?.email ? [{ address: shop.email }] : [];
}
