import type { ShopClient } from '#app/platform/db.server.ts';
import { loadSender } from '#app/messages/delivery/load-sender.server.ts';
import type { SenderPage } from './sender-page.ts';
import { wantedDomain } from './choose-sender.ts';
import type { MailSettings } from './mail-settings.ts';
import { loadDomain } from './store/sending-domains.server.ts';
import { selectShopContact } from './store/shop-contact.server.ts';
import { recordsOf, type MailOperator } from './sending-domain.ts';

/** Who a shop's mails are from, and what proves its own domain. */
export async function loadSenderPage(
  client: ShopClient,
  shopId: string,
  settings: MailSettings,
  operator: MailOperator,
): Promise<SenderPage> {
  const { from, replyTo } = await loadSender(client, shopId, operator);
  const shop = await selectShopContact(client, shopId);
  const fallback = { name: shop?.name ?? '', address: shop?.address ?? '' };
  const domain = await loadSenderDomain(client, shopId, settings, operator);
  return { from: from.address, replyTo, fallback, domain };
}

async function loadSenderDomain(
  client: ShopClient,
  shopId: string,
  { sender }: MailSettings,
  operator: MailOperator,
): Promise<SenderPage['domain']> {
  if (sender === null) return { kind: 'no_sender' };
  const name = wantedDomain(sender, operator);
  if (name === null) return { kind: 'never' };
  const records = recordsOf(name, shopId, operator);
  if (records === null) return { kind: 'not_offered' };
  const known = await loadDomain(client, shopId, name);
  return {
    kind: 'wanted',
    name,
    state: known?.state ?? 'unproven',
    checkedAt: known?.checkedAt ?? null,
    records: [
      { ...records.spf, purpose: 'SPF', finding: known?.findings?.spf ?? null },
      { ...records.dkim, purpose: 'DKIM', finding: known?.findings?.dkim ?? null },
    ],
  };
}
