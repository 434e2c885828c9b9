import type { ShopClient } from '#app/db.server.ts';
import type { SendingShop } from './compose-mail.ts';
import type { MailRules } from './decide-mail.ts';
import { mailSettings } from './mail-settings.ts';

/** Who a shop's mails are from and by which rules they go. */
export type Sender = {
  shop: SendingShop;
  from: { name: string; address: string };
  replyTo: string | null;
  rules: MailRules;
};

type Row = {
  name: string;
  currency: string;
  domain: string;
  email: string | null;
  time_zone: string;
  storefront_url: string;
  settings: unknown;
};

/** The shop as a sender. Until the merchant names one, mails come from the shop's own contact address. */
export async function loadSender(client: ShopClient, shopId: string): Promise<Sender> {
  const { rows } = await client.query<Row>(
    `select name, currency, domain, email, time_zone, storefront_url,
            (select value from setting where shop_id = $1 order by version desc limit 1) as settings
       from shop where id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (!row)
    throw new Error(`Shop ${shopId} does not exist; a job for it should have been removed.`);
  const { sender, postalAddress, quietHours } = mailSettings(row.settings);
  return {
    shop: {
      id: shopId,
      name: row.name,
      currency: row.currency,
      domain: row.domain,
      storefrontUrl: row.storefront_url.replace(/\/$/, ''),
      postalAddress,
    },
    from: {
      name: sender?.name ?? row.name,
      address: sender?.address ?? row.email ?? `no-reply@${row.domain}`,
    },
    replyTo: sender?.replyTo ?? null,
    rules: { quietHours, timeZone: row.time_zone },
  };
}
