import type { ShopClient } from '#app/platform/db.server.ts';
import type { SendingShop } from '#app/messages/render/compose-mail.ts';
import {
  chooseSender,
  wantedDomain,
  type ChosenSender,
} from '#app/messages/sender/choose-sender.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import { loadDomain } from '#app/messages/sender/store/sending-domains.server.ts';
import type { MailRules } from './decide-mail.ts';
import { selectSendingShop } from './store/sending-shop.server.ts';

/** Who a shop's mails are from and by which rules they go. */
export type Sender = ChosenSender & { shop: SendingShop; rules: MailRules };

/** The shop as a sender. Its mails leave from its own domain only while that is proven. */
export async function loadSender(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
): Promise<Sender> {
  const row = await selectSendingShop(client, shopId);
  if (!row)
    throw new Error(`Shop ${shopId} does not exist; a job for it should have been removed.`);
  const { sender, postalAddress, quietHours, limits } = mailSettings(row.settings);
  const domain = wantedDomain(sender, operator);
  const known = domain === null ? null : await loadDomain(client, shopId, domain);
  return {
    shop: {
      id: shopId,
      name: row.name,
      currency: row.currency,
      domain: row.domain,
      storefrontUrl: row.storefrontUrl.replace(/\/$/, ''),
      hosts: row.hosts,
      postalAddress,
    },
    ...chooseSender({ id: shopId, ...row }, sender, known?.state ?? null, operator),
    rules: { quietHours, limits, timeZone: row.timeZone },
  };
}
