import { ordersOfMails } from '#app/effects/store/mails-of-runs.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { unknownPurchase } from '#app/profiles/facts.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import { asksForReview, type EmailContent } from '#app/messages/templates/email-content.ts';
import { loadEmails, loadEmailVersions } from '#app/messages/templates/load-emails.server.ts';
import { orderLines } from './order-lines.ts';
import { selectAskedOrders, type AskedOrderRow } from './store/asked-orders.server.ts';

/** A mail with the email that it was written from; without a version, in the one that is live. */
type MailByEmail = {
  key: string;
  template: string;
  templateVersion: number | null;
  /** Whether that email asks for a review; absent where only its version is known. */
  asksForReview?: boolean;
};

/**
 * The products that mails asked a review of, by the key of the mail. Found from the order, as when the mail was written,
 * so that it is the same for a mail of which the answer was lost, or whose email was changed since.
 * @param now epoch milliseconds
 */
export async function loadAskedProducts(
  client: ShopClient,
  shopId: string,
  sent: readonly MailByEmail[],
  now: number,
): Promise<ReadonlyMap<string, string[]>> {
  const asks = await whichAsk(client, shopId, sent);
  const keys = sent.flatMap((mail) => (asks(mail) ? [mail.key] : []));
  if (keys.length === 0) return new Map();
  const asking = await ordersOfMails(client, shopId, keys);
  const rows = await selectAskedOrders(client, shopId, asking);
  return new Map(rows.map((row) => [row.key, productsOf(row, now)]));
}

/** Which mails ask for a review. Only the emails of those are loaded of which it is not known. */
async function whichAsk(
  client: ShopClient,
  shopId: string,
  sent: readonly MailByEmail[],
): Promise<(mail: MailByEmail) => boolean> {
  const unknown = sent.filter((mail) => mail.asksForReview === undefined);
  const contentOf =
    unknown.length === 0 ? () => undefined : await emailsOf(client, shopId, unknown);
  return (mail) => mail.asksForReview ?? asksForReview(contentOf(mail));
}

/** What the emails say from which mails were written, in the version of each. */
async function emailsOf(
  client: ShopClient,
  shopId: string,
  sent: readonly MailByEmail[],
): Promise<(mail: MailByEmail) => EmailContent | undefined> {
  const wanted = sent.flatMap(({ template: key, templateVersion: version }) =>
    version === null ? [] : [{ key, version }],
  );
  const versions = await loadEmailVersions(client, shopId, wanted);
  const live = wanted.length < sent.length ? await loadEmails(client, shopId) : null;
  return ({ template, templateVersion }) =>
    templateVersion === null
      ? live?.get(template)?.content
      : versions.find(({ key, version }) => key === template && version === templateVersion)
          ?.content;
}

function productsOf({ orderId, snapshot, parcels, reviewed }: AskedOrderRow, now: number) {
  const lines = orderLines({
    kind: 'order',
    purchase: { ...unknownPurchase(orderId, ''), order: snapshot, parcels: parcels ?? [] },
    shows: 'sent',
    parcels: null,
    reviewed: recentlyReviewed(reviewed ?? [], now),
  });
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}
