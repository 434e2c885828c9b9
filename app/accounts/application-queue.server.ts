import type { ShopClient } from '#app/db.server.ts';
import { rowPage, rowsBefore } from '#app/lib/list-view.ts';
import { companyEffectKey } from './application-effect.server.ts';
import type { ApplicationState } from './application-state.ts';
import type { Channel, Volume } from './application.ts';
import type { QueueSort, QueueView } from './queue-view.ts';
import { fitOf } from './review.ts';
import type { FitGrade } from './review.ts';
import { checkTaxId } from './tax-id.ts';

/** One line of the queue. */
export type QueueEntry = {
  id: string;
  company: string;
  contactName: string;
  country: string;
  volume: Volume;
  state: ApplicationState;
  submittedAt: number;
  decidedAt: number | null;
  grade: FitGrade;
  /** Whether the applicant showed that the address is theirs. */
  verified: boolean;
  /** Whether Shopify refused to create the company, so that staff has to do something. */
  refused: boolean;
};

export type Queue = {
  entries: QueueEntry[];
  /** Whether there are more after this page. */
  hasMore: boolean;
  counts: Record<ApplicationState, number>;
};

/** The key of the effect that creates the company of a listed application. */
const COMPANY_KEY = `'${companyEffectKey("' || listed.id || '")}'`;

/** Applications on a page. */
const APPLICATIONS_SHOWN = 50;

const ORDER: Record<QueueSort, string> = {
  age: 'submitted_at',
  company: 'lower(company)',
  country: 'country',
  volume: "array_position(array['under-5k', '5k-25k', '25k-100k', 'over-100k'], volume)",
};

type Row = Omit<QueueEntry, 'grade'> & {
  email: string;
  phone: string | null;
  website: string | null;
  channels: Channel[];
  message: string;
  taxId: string;
  orders: number;
  lastSeenAt: number | null;
};

/**
 * A page of the applications as a reviewer works through them, with how many there are of each state. `search` is
 * looked for in company, contact and address.
 * @param currency the shop's, ISO 4217
 */
export async function applicationQueue(
  client: ShopClient,
  shopId: string,
  view: QueueView,
  currency: string,
): Promise<Queue> {
  // Oldest first is "age, descending": the greatest age on top.
  const isUp =
    view.sort === 'age' ? view.direction === 'descending' : view.direction === 'ascending';
  const order = `${ORDER[view.sort]} ${isUp ? 'asc' : 'desc'}, submitted_at, id`;
  const { rows } = await client.query<Row>(
    // Who they are is looked up for those on the page alone, each by the index of its address.
    `with listed as (
       select * from application
        where shop_id = $1
          and ($2 = 'all' or state = $2)
          and (position($3 in lower(company)) > 0 or position($3 in lower(contact_name)) > 0
            or position($3 in email) > 0)
        order by ${order} limit $4 offset $5)
     select listed.id, company, contact_name as "contactName", country, volume, listed.state,
            submitted_at as "submittedAt", decided_at as "decidedAt", listed.email, phone, website, channels, message,
            verified_at is not null as verified, listed.state = 'approving' and exists (
              select from effect where shop_id = $1 and key = ${COMPANY_KEY}
                 and effect.state = 'failed') as refused, tax_id as "taxId", coalesce(known.orders, 0) as orders,
            known.last_seen_at as "lastSeenAt"
       from listed
       left join lateral (
         select orders, last_seen_at from profile
          where shop_id = $1 and listed.verified_at is not null
            and id = (select profile_id from identity
                       where shop_id = $1 and kind = 'email' and value = listed.email)
         offset 0) as known on true
      order by ${order}`,
    [
      shopId,
      view.state,
      view.search.toLowerCase(),
      APPLICATIONS_SHOWN + 1,
      rowsBefore(view, APPLICATIONS_SHOWN),
    ],
  );
  const page = rowPage(rows, APPLICATIONS_SHOWN);
  return {
    entries: page.rows.map((row) => entry(row, currency)),
    hasMore: page.hasMore,
    counts: await countByState(client, shopId),
  };
}

function entry(row: Row, currency: string): QueueEntry {
  const {
    id,
    company,
    contactName,
    country,
    volume,
    state,
    submittedAt,
    decidedAt,
    verified,
    refused,
  } = row;
  const facts = { ...row, currency, taxId: checkTaxId(country, row.taxId), lastOrderAt: null };
  const { grade } = fitOf(facts);
  return {
    id,
    company,
    contactName,
    country,
    volume,
    state,
    submittedAt,
    decidedAt,
    grade,
    verified,
    refused,
  };
}

async function countByState(client: ShopClient, shopId: string): Promise<Queue['counts']> {
  const { rows } = await client.query<{ state: ApplicationState; count: number }>(
    'select state, count(*) as count from application where shop_id = $1 group by state',
    [shopId],
  );
  const none = { submitted: 0, approving: 0, approved: 0, declined: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}
