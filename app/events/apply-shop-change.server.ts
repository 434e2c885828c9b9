import { assertNever } from '#app/lib/assert-never.ts';
import type { ShopClient } from '#app/db.server.ts';
import type { ShopChangeKind } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { forgetSamples } from './odd-values.server.ts';

/** Shopify's term for acting on a privacy request, counted from its receipt. */
const DUTY_TERM = 30 * DAY;

/** The delivery that told a change; times in epoch milliseconds. */
export type ShopDelivery = { key: string; receivedAt: number; triggeredAt: number | null };

/**
 * Applies a change of the installation itself, inside the shop's transaction. Repeating it, or applying
 * it after a newer installation, changes nothing. A duty is stored for an uninstalled shop as well:
 * shop/redact comes two days after the uninstallation.
 */
export async function applyShopChange(
  client: ShopClient,
  shopId: string,
  change: ShopChangeKind,
  delivery: ShopDelivery,
): Promise<void> {
  switch (change.kind) {
    case 'uninstalled':
      await noteUninstall(client, shopId, delivery);
      return;
    case 'scopes':
      await client.query(
        'update "Session" set "scope" = $2 from shop where shop.id = $1 and "Session"."shop" = shop.domain',
        [shopId, change.current.join(',')],
      );
      return;
    case 'shop':
      await client.query(
        `update shop set name = $2, email = $3, currency = $4,
           time_zone = coalesce($5, time_zone), country = $6 where id = $1`,
        [shopId, change.name, change.email, change.currency, change.timeZone, change.country],
      );
      return;
    case 'duty':
      await client.query(
        `insert into compliance_duty (shop_id, delivery_key, topic, request, received_at, due_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (shop_id, delivery_key) do nothing`,
        [
          shopId,
          delivery.key,
          change.topic,
          JSON.stringify(change.request),
          new Date(delivery.receivedAt),
          new Date(delivery.receivedAt + DUTY_TERM),
        ],
      );
      // Nobody can tell whose value a sample is, so all of them go.
      if (change.topic === 'customers/redact') await forgetSamples(client, shopId);
      return;
    default:
      assertNever(change);
  }
}

/**
 * Notes what was told; the job `confirm_uninstall` asks Shopify before anything follows. An uninstallation older
 * than the installation is history. The time of a header is not signed, so it never lies after the receipt.
 */
async function noteUninstall(
  client: ShopClient,
  shopId: string,
  { triggeredAt, receivedAt }: ShopDelivery,
): Promise<void> {
  await client.query(
    `update shop set uninstall_told_at = coalesce(uninstall_told_at, $2)
      where id = $1 and uninstalled_at is null and installed_at <= $2`,
    [shopId, new Date(Math.min(triggeredAt ?? receivedAt, receivedAt))],
  );
}
