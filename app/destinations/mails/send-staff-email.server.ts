import { findStaffEmail } from '#app/access/store/staff-email.server.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import type { StaffRecipient } from '#app/effects/kinds/staff-email.ts';
import { loadActionSubject } from '#app/journeys/store/action-person.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { composeActionMail, type ActionMailServices } from './compose-action-mail.server.ts';
import { handOverMail } from './hand-over-mail.server.ts';

/** Sends the emails to staff that journeys ask for. These are no messages to the person: neither consent nor caps are asked. */
export const staffEmailExecutor: EffectExecutor<'staff_email', ActionMailServices> = {
  works: 'one by one',
  async execute({ key: effectKey, profileId, attempts, payload }, services, shopId) {
    const { subject, text, journeyKey } = payload;
    const mail = await inShop(services.pool, shopId, async (client) => {
      const about = await loadActionSubject(client, shopId, profileId, journeyKey);
      if (about === null) return 'person_unknown';
      const to = await staffAddressOf(client, shopId, payload.to);
      if (to === null) return 'no_staff_address';
      const request = { effectKey, to, replyTo: null, subject, text };
      return await composeActionMail(client, shopId, services, request, about);
    });
    if (mail === 'person_unknown') return { state: 'skipped', reason: mail };
    if (mail === 'no_staff_address') return { state: 'failed', reason: mail };
    return await handOverMail(services.mailer, mail, attempts);
  },
};

/** The address of a recipient; null when Shopify gave none of the member of staff. */
export async function staffAddressOf(
  client: ShopClient,
  shopId: string,
  to: StaffRecipient,
): Promise<string | null> {
  return 'address' in to ? to.address : await findStaffEmail(client, shopId, to.staffId);
}
