import { z } from 'zod';
import { CampaignContent, readableParts } from '#app/campaigns/campaign-content.ts';
import {
  CampaignFollowed,
  type Campaign,
  type CampaignProblem,
  type CampaignState,
} from '#app/campaigns/campaign.ts';
import { NO_PACE, SendPace } from '#app/campaigns/send-pace.ts';
import { CampaignEffectCount } from '#app/effects/campaign-effect-count.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

const COLUMNS = `id, content, state, segment_digest as "segmentDigest", begins_at as "beginsAt",
  started_at as "startedAt", prepared_at as "preparedAt", cancelled_at as "cancelledAt",
  finished_at as "finishedAt", people_total as "peopleTotal", people_done as "peopleDone", reached, pace, problem,
  completed_at as "completedAt", counts, counted_at as "countedAt", followed, followed_at as "followedAt",
  archived_at as "archivedAt", revision`;

type CampaignRow = Omit<
  Campaign,
  'content' | 'isReadable' | 'pace' | 'problem' | 'counts' | 'followed'
> & {
  content: unknown;
  pace: unknown;
  counts: unknown;
  followed: unknown;
  problem: string | null;
};

/** Campaigns of a shop of which not all is written to the outbox, no more than these; so many have their names looked up. */
export const MOST_CAMPAIGNS = 2_000;

const IS_OPEN = `prepared_at is null and state <> 'cancelled'`;

/** More are not planned at once. */
const MOST_PLANNED = 200;

/** The campaigns of which not all emails are in the outbox yet, those that begin first. */
export async function plannedCampaigns(client: ShopClient, shopId: string): Promise<Campaign[]> {
  const { rows } = await client.query<CampaignRow>(
    `select ${COLUMNS} from campaign
      where shop_id = $1 and (state = 'scheduled' or (state = 'sending' and prepared_at is null))
      order by begins_at, id limit $2`,
    [shopId, MOST_PLANNED],
  );
  return rows.map(readCampaign).filter(({ isReadable }) => isReadable);
}

/** A campaign; null when there is none. */
export async function loadCampaign(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<Campaign | null> {
  const { rows } = await client.query<CampaignRow>(
    `select ${COLUMNS} from campaign where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0] ? readCampaign(rows[0]) : null;
}

/** The same, which no other transaction changes until the caller's ends. */
export async function lockCampaign(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<Campaign | null> {
  const { rows } = await client.query<CampaignRow>(
    `select ${COLUMNS} from campaign where shop_id = $1 and id = $2 for no key update`,
    [shopId, id],
  );
  return rows[0] ? readCampaign(rows[0]) : null;
}

function readCampaign({ content, pace, problem, counts, followed, ...row }: CampaignRow): Campaign {
  const read = CampaignContent.safeParse(content);
  return {
    ...row,
    content: read.success ? read.data : readableParts(content),
    isReadable: read.success,
    pace: SendPace.catch(NO_PACE).parse(pace),
    counts: z.array(CampaignEffectCount).nullable().catch(null).parse(counts),
    followed: CampaignFollowed.nullable().catch(null).parse(followed),
    // Written by the app alone.
    problem: problem as CampaignProblem | null,
  };
}

/** How many campaigns a shop has that are drafts or to be sent; of finished ones there may be any number. */
export async function countOpenCampaigns(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from campaign where shop_id = $1 and (${IS_OPEN})`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/** Writes a new draft; nothing when there is one of this id. @returns whether it was written */
export async function insertCampaign(
  client: ShopClient,
  shopId: string,
  { id, content, by }: { id: string; content: CampaignContent; by: string },
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into campaign (shop_id, id, content, state, revision, created_by, created_at, changed_at)
     values ($1, $2, $3, 'draft', 1, $4, $5, $5) on conflict do nothing`,
    [shopId, id, JSON.stringify(content), by, new Date(now)],
  );
  return rowCount === 1;
}

/** Saves what a draft says. One that was stopped is a draft again. */
export async function saveCampaignContent(
  client: ShopClient,
  shopId: string,
  id: string,
  content: CampaignContent,
  now: number,
): Promise<void> {
  await client.query(
    `update campaign set content = $3, state = 'draft', problem = null, begins_at = null,
       revision = revision + 1, changed_at = $4
      where shop_id = $1 and id = $2`,
    [shopId, id, JSON.stringify(content), new Date(now)],
  );
}

/** A campaign as it is scheduled. */
export type ScheduledCampaign = {
  id: string;
  /** What it says from now on; null where it sends an email of the shop. */
  email: object | null;
  segmentDigest: string;
  /** Epoch milliseconds. */
  beginsAt: number;
};

/** Schedules a draft. */
export async function saveScheduled(
  client: ShopClient,
  shopId: string,
  { id, email, segmentDigest, beginsAt }: ScheduledCampaign,
  now: number,
): Promise<void> {
  await client.query(
    `update campaign set state = 'scheduled', email = $3, segment_digest = $4, begins_at = $5, problem = null,
       revision = revision + 1, changed_at = $6
      where shop_id = $1 and id = $2`,
    [
      shopId,
      id,
      email === null ? null : JSON.stringify(email),
      segmentDigest,
      new Date(beginsAt),
      new Date(now),
    ],
  );
}

/** Says that sending begins, to so many people. */
export async function saveStarted(
  client: ShopClient,
  shopId: string,
  id: string,
  peopleTotal: number,
  now: number,
): Promise<void> {
  await client.query(
    `update campaign set state = 'sending', started_at = $3, people_total = $4 where shop_id = $1 and id = $2`,
    [shopId, id, new Date(now), peopleTotal],
  );
}

/** How a campaign stands after a change; moments are epoch milliseconds, what is left out stays. */
export type CampaignStateChange = {
  state: CampaignState;
  problem?: CampaignProblem;
  cancelledAt?: number | null;
  finishedAt?: number;
  /** Whether staff asked for it. */
  isByStaff: boolean;
};

/** Saves how a campaign stands. */
export async function saveCampaignState(
  client: ShopClient,
  shopId: string,
  id: string,
  { state, problem, cancelledAt, finishedAt, isByStaff }: CampaignStateChange,
  now: number,
): Promise<void> {
  await client.query(
    `update campaign set state = $3, problem = $4,
       cancelled_at = case when $5 then $6::timestamptz else cancelled_at end,
       finished_at = coalesce($7::timestamptz, finished_at),
       revision = revision + case when $8 then 1 else 0 end,
       changed_at = case when $8 then $9::timestamptz else changed_at end
      where shop_id = $1 and id = $2`,
    [
      shopId,
      id,
      state,
      problem ?? null,
      cancelledAt !== undefined,
      cancelledAt === undefined || cancelledAt === null ? null : new Date(cancelledAt),
      finishedAt === undefined ? null : new Date(finishedAt),
      isByStaff,
      new Date(now),
    ],
  );
}

/** How far the outbox has the emails of a campaign. */
export type CampaignProgress = {
  /** Where it was when this part was decided, with the state: it counts only if nothing changed meanwhile. */
  from: Pick<Campaign, 'reached' | 'state'>;
  reached: string;
  passed: number;
  pace: SendPace;
  /** Whether that was the last part. */
  isLast: boolean;
};

/**
 * Saves how far the emails of a campaign are, at the end of the transaction: only from here on does who cancels it wait.
 * @returns whether it stood as it was read; otherwise nothing of the part may be committed
 */
export async function saveCampaignProgress(
  client: ShopClient,
  shopId: string,
  id: string,
  { from, reached, passed, pace, isLast }: CampaignProgress,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update campaign set reached = $5, people_done = people_done + $6, pace = $7,
       prepared_at = case when $8 then $9::timestamptz end
      where shop_id = $1 and id = $2 and reached = $3 and state = $4`,
    [
      shopId,
      id,
      from.reached,
      from.state,
      reached,
      passed,
      JSON.stringify(pace),
      isLast,
      new Date(now),
    ],
  );
  return rowCount === 1;
}

/** Deletes a campaign of which nothing was ever sent. @returns whether there was one */
export async function deleteCampaign(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'delete from campaign where shop_id = $1 and id = $2 and started_at is null',
    [shopId, id],
  );
  return rowCount === 1;
}
