import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { countEffectsOf } from '#app/effects/store/count-effects.server.ts';
import { lockMailInDoubt } from '#app/effects/store/mail-doubts.server.ts';
import { DOUBTS_SHOWN, selectMailsInDoubt } from '#app/effects/store/mails-in-doubt.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { DoubtOutcome, MailInDoubt } from './mails-in-doubt.ts';
import { resolveDoubts } from './resolve-doubt.server.ts';

/** `search` is looked for in the person's name and address. */
export async function listMailsInDoubt(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<{ mails: MailInDoubt[]; hasMore: boolean; waiting: number }> {
  const page = rowPage(await selectMailsInDoubt(client, shopId, view), DOUBTS_SHOWN);
  const waiting = await countEffectsOf(client, shopId, 'email', 'in_doubt');
  return { mails: page.rows, hasMore: page.hasMore, waiting };
}

/**
 * Carries out what a member of staff decided about a mail in doubt. Deciding twice does nothing the second
 * time; in particular a mail that is being sent again is not in doubt and is left alone.
 */
export async function decideDoubt(
  client: ShopClient,
  shopId: string,
  mail: { key: string; messageId: string; decision: 'sent' | 'again' },
  actor: string,
  now: number,
): Promise<DoubtOutcome> {
  const { key, messageId, decision } = mail;
  if (!(await lockMailInDoubt(client, shopId, key))) return { outcome: 'no_longer_in_doubt' };
  const found = decision === 'sent' ? 'accepted' : 'absent';
  await resolveDoubts(client, shopId, [{ key, messageId, found }], now, true);
  if (decision === 'again') await enqueueJob(client, shopId, 'deliver');
  const action = decision === 'sent' ? 'mail.marked_sent' : 'mail.sent_again';
  const state = decision === 'sent' ? 'done' : 'ready';
  await recordAudit(
    client,
    shopId,
    { actor, action, subject: `effect:${key}`, before: { state: 'in_doubt' }, after: { state } },
    now,
  );
  return { outcome: decision === 'sent' ? 'marked_sent' : 'sending_again' };
}
