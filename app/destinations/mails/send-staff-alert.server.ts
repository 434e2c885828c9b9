import { roleMay } from '#app/access/permissions.ts';
import { findStaffRole } from '#app/access/store/alerted-staff.server.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { loadSender } from '#app/messages/delivery/load-sender.server.ts';
import type { OutgoingMail } from '#app/messages/delivery/mailer.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { actionMailBody, pageAdminUrl } from './action-mail.ts';
import type { ActionMailServices } from './compose-action-mail.server.ts';
import { handOverMail } from './hand-over-mail.server.ts';
import { staffAddressOf } from './send-staff-email.server.ts';

/** Sends emails to staff about the shop, with a link to the page that shows more. */
export const staffAlertExecutor: EffectExecutor<'staff_alert', ActionMailServices> = {
  works: 'one by one',
  async execute({ key, attempts, payload }, services, shopId) {
    const { pool, operator, links, environment, mailer } = services;
    const mail = await inShop(
      pool,
      shopId,
      async (client): Promise<OutgoingMail | null | 'role'> => {
        // The role may have changed since it was asked for.
        if ('staffId' in payload.to && !(await mayRead(client, shopId, payload.to.staffId)))
          return 'role';
        const to = await staffAddressOf(client, shopId, payload.to);
        if (to === null) return null;
        const { from, replyTo, dkim, shop } = await loadSender(client, shopId, operator);
        const url = pageAdminUrl(shop.domain, environment.SHOPIFY_API_KEY, payload.path);
        return {
          messageId: messageIdOf(shopId, key, links.appUrl),
          from,
          to,
          replyTo,
          dkim,
          subject: payload.subject,
          ...actionMailBody(payload.text, url, 'Open Tendril'),
          unsubscribeUrl: null,
        };
      },
    );
    if (mail === 'role') return { state: 'skipped', reason: 'staff_role' };
    if (mail === null) return { state: 'failed', reason: 'no_staff_address' };
    return await handOverMail(mailer, mail, attempts);
  },
};

/** Whether a member of staff may read what alerts are about: problems. */
async function mayRead(client: ShopClient, shopId: string, staffId: string): Promise<boolean> {
  const role = await findStaffRole(client, shopId, staffId);
  return role !== null && roleMay(role, 'problems.read');
}
