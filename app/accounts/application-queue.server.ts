import type { ShopClient } from '#app/db.server.ts';
import type { ApplicationState } from './application-state.ts';
import type { Channel, Volume } from './application.ts';
import type { QueueView } from './queue-view.ts';
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
};

export type Queue = { entries: QueueEntry[]; counts: Record<ApplicationState, number> };

/** The queue shows this many; searching finds the rest. */
export const MOST_SHOWN = 100;

const ORDER: Record<QueueView['sort'], string> = {
  age: 'submitted_at',
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
 * Applications as a reviewer works through them, with how many there are of each state.
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
  const { rows } = await client.query<Row>(
    `select application.id, company, contact_name as "contactName", application.country, volume, application.state,
            submitted_at as "submittedAt", decided_at as "decidedAt", application.email, application.phone, website,
            channels, message, verified_at is not null as verified, tax_id as "taxId", coalesce(profile.orders, 0) as orders,
            profile.last_seen_at as "lastSeenAt"
       from application
       left join identity on identity.shop_id = $1 and identity.kind = 'email'
        and identity.value = application.email and application.verified_at is not null
       left join profile on profile.shop_id = $1 and profile.id = identity.profile_id
      where application.shop_id = $1
        and ($2 = 'all' or application.state = $2)
        and (position($3 in lower(company)) > 0 or position($3 in lower(contact_name)) > 0
          or position($3 in application.email) > 0)
      order by ${ORDER[view.sort]} ${isUp ? 'asc' : 'desc'}, submitted_at, application.id
      limit ${String(MOST_SHOWN)}`,
    [shopId, view.state, view.search.trim().toLowerCase()],
  );
  return {
    entries: rows.map((row) => entry(row, currency)),
    counts: await countByState(client, shopId),
  };
}

function entry(row: Row, currency: string): QueueEntry {
  const { id, company, contactName, country, volume, state, submittedAt, decidedAt, verified } =
    row;
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
