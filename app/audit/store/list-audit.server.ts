import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder } from '#app/lib/list-view.ts';
import { dayEnd, dayStart } from '#app/lib/shop-day.ts';
import type { ListedAudit } from './list-audit.ts';
import { compareEntry } from '../compare-entry.ts';
import { AUDIT_SHOWN, type AuditView } from '../audit-view.ts';
import { ACTION_WORDS, AUDIT_GROUPS } from '../audit-words.ts';

/** An action as the page words it, see `auditActionWords`. */
const ACTION_IN_WORDS = `lower(coalesce($9::jsonb ->> action,
  coalesce($10::jsonb ->> split_part(action, '.', 1), replace(split_part(action, '.', 1), '_', ' '))
  || ': ' || replace(split_part(action, '.', 2), '_', ' ')))`;

type AuditRow = Omit<ListedAudit, 'changes'> & { before: unknown; after: unknown };

/** One page of the audit log. Days begin and end in the shop's zone. */
export async function listAudit(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  view: AuditView,
): Promise<{ entries: ListedAudit[]; hasMore: boolean }> {
  const order = sqlOrder(view);
  const { rows } = await client.query<AuditRow>(
    `select id, at, actor, action, subject, before, after from audit
      where shop_id = $1
        and at >= $2 and at < $3
        and ($4 = '' or actor = $4) and ($5 = '' or starts_with(action, $5 || '.'))
        and ($6 = '' or position($6 in lower(action)) > 0 or position($6 in lower(subject)) > 0
             or position($6 in ${ACTION_IN_WORDS}) > 0)
      order by at ${order}, id ${order} limit $7 offset $8`,
    [
      shopId,
      new Date(dayStart(view.from, timeZone) ?? 0),
      new Date(dayEnd(view.to, timeZone) ?? 0),
      view.actor,
      view.group,
      view.search.toLowerCase(),
      ...limitAndOffset(view, AUDIT_SHOWN),
      JSON.stringify(ACTION_WORDS),
      JSON.stringify(AUDIT_GROUPS),
    ],
  );
  const page = rowPage(rows, AUDIT_SHOWN);
  const entries = page.rows.map(({ before, after, ...entry }) => ({
    ...entry,
    changes: compareEntry(before, after),
  }));
  return { entries, hasMore: page.hasMore };
}
