import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset } from '#app/lib/list-view.ts';
import { companyEffectKey } from '../application-effect.server.ts';
import type { ApplicationState } from '../application-state.ts';
import type { ApplicationQueue, QueueEntry } from '../list-applications.ts';
import type { QueueSort, QueueView } from '../queue-view.ts';
import type { FitFacts } from '../review.ts';

/** The key of the effect that creates the company of a listed application. */
const COMPANY_KEY = `'${companyEffectKey("' || listed.id || '")}'`;

/** Applications on a page. */
export const APPLICATIONS_SHOWN = 50;

const ORDER: Record<QueueSort, string> = {
  age: 'submitted_at',
  company: 'lower(company)',
  country: 'country',
  volume: "array_position(array['under-5k', '5k-25k', '25k-100k', 'over-100k'], volume)",
};

/** What an entry is made of: beside what it shows, what its grade is counted from. */
export type ApplicationRow = Omit<QueueEntry, 'grade'> &
  Omit<FitFacts, 'currency' | 'taxId'> & {
    /** As it was typed. */
    taxNumber: string;
  };

/**
 * The applications of one page, and one more where there are others after it. `search` is looked for in company,
 * contact and address.
 */
export async function listApplicationRows(
  client: ShopClient,
  shopId: string,
  view: QueueView,
): Promise<ApplicationRow[]> {
  // Oldest first is "age, descending": the greatest age on top.
  const isUp =
    view.sort === 'age' ? view.direction === 'descending' : view.direction === 'ascending';
  const order = `${ORDER[view.sort]} ${isUp ? 'asc' : 'desc'}, submitted_at, id`;
  const { rows } = await client.query<ApplicationRow>(
    // What they wrote stays unread, and who they are is looked up for those on the page alone, by the index of addresses.
    `with listed as (
       select id, state, company, contact_name, email, country, tax_id, website, channels, volume, submitted_at, verified_at
         from application
        where shop_id = $1
          and ($2 = 'all' or state = $2)
          and (position($3 in lower(company)) > 0 or position($3 in lower(contact_name)) > 0
            or position($3 in email) > 0)
        order by ${order} limit $4 offset $5)
     select listed.id, company, contact_name as "contactName", country, volume, listed.state,
            submitted_at as "submittedAt", email, website, channels, tax_id as "taxNumber",
            verified_at is not null as verified, listed.state = 'approving' and exists (
              select from effect where shop_id = $1 and key = ${COMPANY_KEY}
                 and effect.state = 'failed') as refused, coalesce(known.orders, 0) as orders
       from listed
       left join lateral (
         select orders from profile
          where shop_id = $1 and listed.verified_at is not null
            and id = (select profile_id from identity
                       where shop_id = $1 and kind = 'email' and value = listed.email)
         offset 0) as known on true
      order by ${order}`,
    [shopId, view.state, view.search.toLowerCase(), ...limitAndOffset(view, APPLICATIONS_SHOWN)],
  );
  return rows;
}

/** How many applications there are of each state. */
export async function countApplications(
  client: ShopClient,
  shopId: string,
): Promise<ApplicationQueue['counts']> {
  const { rows } = await client.query<{ state: ApplicationState; count: number }>(
    'select state, count(*) as count from application where shop_id = $1 group by state',
    [shopId],
  );
  const none = { submitted: 0, approving: 0, approved: 0, declined: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}
