import type { ShopClient } from '#app/db.server.ts';
import type { Journey } from './definition.ts';
import { exitsByReason, stepFigures, type RunGroup, type StepFigures } from './step-figures.ts';

/** What became of one step's mails that were settled in the period. */
export type MailFigures = { sent: number; skipped: number; clicked: number };

export type RecentRun = {
  id: string;
  profileId: string;
  name: string | null;
  email: string | null;
  state: RunGroup['state'];
  version: number;
  stepId: string;
  enteredAt: number;
  wakeAt: number | null;
  endedAt: number | null;
  endReason: string | null;
};

/** How many runs the page lists. */
export const RUNS_SHOWN = 50;

/** Everything the page of one journey shows besides its definition. */
export type JourneyPage = {
  steps: Record<string, StepFigures & { mails: MailFigures | null }>;
  exits: { reason: string; count: number }[];
  entered: number;
  active: number;
  completed: number;
  /** Could not go on, whenever they entered. */
  failed: number;
  runs: RecentRun[];
};

/** How the list of runs is looked at; `search` is looked for in the person's name and address. */
export type RunsView = { search: string; newestFirst: boolean };

/**
 * @param since start of the period, epoch milliseconds
 * @param view how the people in it are looked at; null for who may not see them
 */
export async function loadJourneyPage(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  since: number,
  view: RunsView | null,
): Promise<JourneyPage> {
  const groups = await groupRuns(client, shopId, journey.key, since);
  const figures = stepFigures(journey, groups);
  const mails = await mailsByStep(client, shopId, journey.key, since);
  const none = { sent: 0, skipped: 0, clicked: 0 };
  return {
    steps: Object.fromEntries(
      journey.steps.map(({ id, kind }) => [
        id,
        {
          ...(figures.get(id) ?? { waiting: 0, reached: 0, passed: 0, left: 0 }),
          mails: kind === 'email' ? (mails.get(id) ?? none) : null,
        },
      ]),
    ),
    exits: exitsByReason(groups),
    entered: groups.reduce((sum, { recent }) => sum + recent, 0),
    active: groups.reduce((sum, { state, count }) => sum + (state === 'active' ? count : 0), 0),
    completed: groups.reduce(
      (sum, { state, recent }) => sum + (state === 'completed' ? recent : 0),
      0,
    ),
    failed: groups.reduce((sum, { state, count }) => sum + (state === 'failed' ? count : 0), 0),
    runs: view === null ? [] : await recentRuns(client, shopId, journey.key, view),
  };
}

async function groupRuns(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  since: number,
): Promise<RunGroup[]> {
  const { rows } = await client.query<RunGroup>(
    `select step_id as "stepId", visit, state, end_reason as reason, count(*) as count,
            count(*) filter (where entered_at >= $3) as recent
       from journey_run where shop_id = $1 and journey_key = $2 group by 1, 2, 3, 4`,
    [shopId, journeyKey, new Date(since)],
  );
  return rows;
}

/** The key of a run's effect names its step: `<run>:<step>:<visit>`. */
async function mailsByStep(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  since: number,
): Promise<Map<string, MailFigures>> {
  const { rows } = await client.query<{ step: string } & MailFigures>(
    // Of one table after the other: joined, the emails that were sent were read again for each that was not.
    `select step, count(*) filter (where sent_at >= $3) as sent,
            count(*) filter (where skipped_at >= $3) as skipped,
            count(*) filter (where clicked_at >= $3) as clicked
       from (
         select split_part(effect_key, ':', 2) as step, sent_at, clicked_at, null::timestamptz as skipped_at
           from message where shop_id = $1 and journey_key = $2
         union all
         select split_part(key, ':', 2), null, null, settled_at
           from effect
          where shop_id = $1 and kind = 'email' and state = 'skipped' and payload->>'journeyKey' = $2) as mails
      group by step`,
    [shopId, journeyKey, new Date(since)],
  );
  return new Map(rows.map(({ step, ...figures }) => [step, figures]));
}

async function recentRuns(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  { search, newestFirst }: RunsView,
): Promise<RecentRun[]> {
  const { rows } = await client.query<RecentRun>(
    `select run.id, profile_id as "profileId", name, email, run.state,
            journey_version as version, step_id as "stepId",
            entered_at as "enteredAt", wake_at as "wakeAt", ended_at as "endedAt",
            end_reason as "endReason"
       from journey_run run
       join profile on profile.shop_id = $1 and profile.id = run.profile_id
      where run.shop_id = $1 and journey_key = $2
        and position($3 in lower(concat_ws(' ', name, email))) > 0
      order by entered_at ${newestFirst ? 'desc' : 'asc'}, run.id limit $4`,
    [shopId, journeyKey, search.toLowerCase(), RUNS_SHOWN],
  );
  return rows;
}
