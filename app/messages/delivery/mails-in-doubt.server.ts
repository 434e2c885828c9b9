import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { DoubtOutcome, MailInDoubt } from './mails-in-doubt.ts';
import { resolveDoubts } from './resolve-doubt.server.ts';

/** How many a page of the list holds. */
const DOUBTS_SHOWN = 100;

/** `search` is looked for in the person's name and address. */
export async function listMailsInDoubt(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ mails: MailInDoubt[]; hasMore: boolean; waiting: number }> {
  const { rows } = await client.query<MailInDoubt>(
    // What they name is read first: a condition that reads JSON may not be looked up by an index under row-level
    // security, and all orders of the shop were read instead.
    `with doubted as materialized (
       select key, payload->>'template' as template, profile_id, coalesce(attempted_at, created_at) as attempted_at,
              (payload#>>'{context,applicationId}')::uuid as application_id,
              case when payload->>'class' = 'transactional' then payload#>>'{context,orderId}' end as order_id
         from effect where shop_id = $1 and kind = 'email' and state = 'in_doubt')
     select key, template, doubted.profile_id as "profileId", profile.name,
            coalesce(purchase.contact, profile.email, application.email) as email, attempted_at as "attemptedAt"
       from doubted
       left join profile on profile.shop_id = $1 and profile.id = doubted.profile_id
       left join application on application.shop_id = $1 and application.id = application_id
       left join purchase on purchase.shop_id = $1 and purchase.order_id = doubted.order_id
      where position($2 in lower(concat_ws(' ', profile.name, purchase.contact, profile.email, application.email))) > 0
      order by "attemptedAt" ${sqlOrder(view)}, key limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, DOUBTS_SHOWN)],
  );
  const { rows: counts } = await client.query<{ waiting: number }>(
    `select count(*) as waiting from effect
      where shop_id = $1 and kind = 'email' and state = 'in_doubt'`,
    [shopId],
  );
  const { rows: mails, hasMore } = rowPage(rows, DOUBTS_SHOWN);
  return { mails, hasMore, waiting: counts[0]?.waiting ?? 0 };
}

/**
 * Carries out what a member of staff decided about a mail in doubt. Deciding twice does nothing the second
 * time; in particular a mail that is being sent again is not in doubt and is left alone.
 */
export async function decideDoubt(
  client: ShopClient,
  shopId: string,
  mail: { key: string; messageId: string; verdict: 'sent' | 'again' },
  actor: string,
  now: number,
): Promise<DoubtOutcome> {
  const { key, messageId, verdict } = mail;
  const { rowCount } = await client.query(
    "select from effect where shop_id = $1 and key = $2 and state = 'in_doubt' for update",
    [shopId, key],
  );
  if (rowCount === 0) return { outcome: 'no_longer_in_doubt' };
  const found = verdict === 'sent' ? 'accepted' : 'absent';
  await resolveDoubts(client, shopId, [{ key, messageId, found }], now);
  if (verdict === 'again') await enqueueJob(client, shopId, 'deliver');
  const action = verdict === 'sent' ? 'mail.marked_sent' : 'mail.sent_again';
  const state = verdict === 'sent' ? 'done' : 'ready';
  await recordAudit(
    client,
    shopId,
    { actor, action, subject: `effect:${key}`, before: { state: 'in_doubt' }, after: { state } },
    now,
  );
  return { outcome: verdict === 'sent' ? 'marked_sent' : 'sending_again' };
}
