import type pg from 'pg';
import type { PathEntry } from '#app/journeys/replay/path-entry.ts';
import type { ReplayTotals } from '#app/journeys/replay/replay-totals.ts';
import { requestReplay } from '#app/journeys/replay/request-replay.server.ts';
import { runReplays } from '#app/journeys/replay/run-replays.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { workerAt } from '#tests/setup/worker-at.ts';

/** A mail, skip or end, as one line that is the same wherever it is read. */
type JourneyOutcomes = {
  sent: string[];
  skipped: string[];
  deferred: string[];
  ended: string[];
};

/** Where a history was lived through: the rows are read by the database's owner. */
type LivedShop = {
  owner: Pick<pg.Pool, 'query'>;
  pool: pg.Pool;
  shopId: string;
};

function minuteOf(at: Date | number): number {
  return Math.floor(Number(at) / MINUTE);
}

function stepOf(key: string): string {
  return key.split(':')[1] ?? '';
}

/** What a live journey did. */
export async function liveOutcomes(
  { owner, shopId }: LivedShop,
  journey: string,
): Promise<JourneyOutcomes> {
  const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await owner.query<Row>(sql, [shopId, journey])).rows;
  const mails = await rows<{ profile_id: string; effect_key: string; sent_at: Date }>(
    'select profile_id, effect_key, sent_at from message where shop_id = $1 and journey_key = $2',
  );
  const skips = await rows<{ profile_id: string; effect_key: string; reason: string }>(
    `select d.profile_id, d.effect_key, d.reason from decision d
       join journey_run run on run.shop_id = $1 and run.id = d.run_id and run.journey_key = $2
      where d.shop_id = $1 and d.outcome = 'skipped'`,
  );
  const deferrals = await rows<{
    profile_id: string;
    effect_key: string;
    reason: string;
    at: Date;
  }>(
    `select d.profile_id, d.effect_key, d.reason, d.at from decision d
       join journey_run run on run.shop_id = $1 and run.id = d.run_id and run.journey_key = $2
       join effect on effect.shop_id = $1 and effect.key = d.effect_key and effect.kind = 'email'
      where d.shop_id = $1 and d.outcome = 'deferred'`,
  );
  const ends = await rows<{ profile_id: string; end_reason: string; ended_at: Date }>(
    `select profile_id, end_reason, ended_at from journey_run
      where shop_id = $1 and journey_key = $2 and ended_at is not null`,
  );
  return {
    sent: mails
      .map((one) => `${one.profile_id} ${stepOf(one.effect_key)} ${String(minuteOf(one.sent_at))}`)
      .sort(),
    deferred: deferrals
      .map((one) =>
        [one.profile_id, stepOf(one.effect_key), one.reason, minuteOf(one.at)].join(' '),
      )
      .sort(),
    skipped: skips.map((one) => `${one.profile_id} ${stepOf(one.effect_key)} ${one.reason}`).sort(),
    ended: ends
      .map((one) => `${one.profile_id} ${one.end_reason} ${String(minuteOf(one.ended_at))}`)
      .sort(),
  };
}

/** What a replay of a journey gives at a moment, and its figures. @param end epoch milliseconds */
export async function replayedOutcomes(
  { owner, pool, shopId }: LivedShop,
  { journey, version, days, end }: { journey: string; version: number; days: number; end: number },
): Promise<{ outcomes: JourneyOutcomes; totals: ReplayTotals }> {
  const asked = await inShop(pool, shopId, (client) =>
    requestReplay(client, shopId, { key: journey, version, days }, 'ann', end),
  );
  if (asked.outcome !== 'started') throw new Error(`It was not started: ${asked.outcome}`);
  await runReplays(await workerAt(pool, end), shopId);
  const { rows: found } = await owner.query<{ state: string; totals: ReplayTotals }>(
    'select state, totals from replay where shop_id = $1 and id = $2',
    [shopId, asked.id],
  );
  const [replay] = found;
  if (replay?.state !== 'done') throw new Error(`The replay is ${String(replay?.state)}.`);
  const { rows: people } = await owner.query<{ profile_id: string; path: PathEntry[] }>(
    'select profile_id, path from replay_person where shop_id = $1 and replay_id = $2',
    [shopId, asked.id],
  );
  const lines = (outcome: string, line: (entry: PathEntry) => string) =>
    people
      .flatMap(({ profile_id: id, path }) =>
        path.filter((entry) => entry.outcome === outcome).map((entry) => `${id} ${line(entry)}`),
      )
      .sort();
  return {
    totals: replay.totals,
    outcomes: {
      sent: lines('sent', ({ stepId, at }) => `${String(stepId)} ${String(minuteOf(at))}`),
      deferred: lines('deferred', ({ stepId, reason, at }) =>
        [stepId, reason, minuteOf(at)].join(' '),
      ),
      skipped: lines('skipped', ({ stepId, reason }) => `${String(stepId)} ${String(reason)}`),
      ended: lines('ended', ({ reason, at }) => `${String(reason)} ${String(minuteOf(at))}`),
    },
  };
}
