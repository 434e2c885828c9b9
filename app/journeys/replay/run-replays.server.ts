import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type pg from 'pg';
import type { Journey } from '#app/journeys/definition.ts';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import type { Clock } from '#app/lib/clock.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { countAllProfiles, sumOrders } from '#app/profiles/store/replayed-people.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import type { Heartbeat } from '#app/queue/heartbeat.server.ts';
import { segmentsSince } from '#app/segments/store/past-memberships.server.ts';
import { addCodes } from './add-codes.ts';
import { replayPerson } from './journey-replay.ts';
import { loadReplayRules } from './load-replay-rules.server.ts';
import { neededEvents } from './needed-events.ts';
import { followedSegments, replayNotes } from './replay-notes.ts';
import { replayProblem } from './replay-problem.ts';
import { MOST_RANKED, MOST_REPLAYS_RUNNING, type ReplayProblem } from './replay-record.ts';
import { addToTotals, emptyTotals, type ReplayTotals } from './replay-totals.ts';
import { readChunk, type ReplayedChunk, type ReplayPlan } from './replayed-chunk.server.ts';
import { MOST_REPLAYED_PATHS, replayedPath } from './replayed-path.ts';
import { readOnly } from './store/read-only.server.ts';
import { saveReplayedPaths } from './store/replayed-paths.server.ts';
import {
  beginReplay,
  endReplay,
  openReplays,
  saveReplayProgress,
  type OpenReplay,
} from './store/replays.server.ts';

/** What replaying needs of the process around it. */
export type ReplayServices = {
  pool: pg.Pool;
  clock: Clock;
  heartbeat: Heartbeat;
  /** With whom the shop has an open deal. */
  openDeals: OpenDeals;
};

/** More of a shop are not asked for at once. */
const MOST_OPEN = MOST_REPLAYS_RUNNING + MOST_RANKED;

/** After so many people the answers of the database are taken, so that the next people are read meanwhile. */
const YIELD_EVERY = 20;

/**
 * Runs every journey of a shop over its past that is to be. Reads, and writes only what is shown of it: a live run and the
 * shop's batches never wait for it. May be killed at any moment and run again: it goes on from where it was saved last.
 */
export async function runReplays(services: ReplayServices, shopId: string): Promise<void> {
  const { pool, clock } = services;
  const passed = new Set<string>();
  for (;;) {
    // Looked for after each: one that was asked for meanwhile goes before a ranking.
    const open = await inShop(pool, shopId, (client) => openReplays(client, shopId, MOST_OPEN));
    const replay = open.find(({ id }) => !passed.has(id));
    if (!replay) return;
    passed.add(replay.id);
    const input = { shopId, job: 'replay' as const, input: replay.id, progress: replay.reached };
    await attempt(
      services,
      input,
      () => runReplay(services, shopId, replay),
      async (client) => {
        const problem = { stepId: null, reason: 'worker_stopped_twice', detail: '' };
        await endReplay(client, shopId, replay.id, { state: 'failed', problem, now: clock.now() });
      },
    );
  }
}

async function runReplay(
  services: ReplayServices,
  shopId: string,
  replay: OpenReplay,
): Promise<void> {
  const journey = journeyOfReplay(replay);
  if (!journey) {
    const detail = 'It was written by another version of the app. Save it again.';
    await end(services, shopId, replay, { stepId: null, reason: 'unreadable', detail });
    return;
  }
  const plan = await prepare(services, shopId, replay, journey);
  const problem = await goThrough(services.pool, shopId, replay, plan);
  if (problem !== 'cancelled') await end(services, shopId, replay, problem);
}

function journeyOfReplay({ journeyKey, version, content }: OpenReplay): Journey | null {
  const read = JourneyContentSchema.safeParse(content);
  return read.success ? { key: journeyKey, version: version ?? 0, ...read.data } : null;
}

async function end(
  { pool, clock }: ReplayServices,
  shopId: string,
  { id }: OpenReplay,
  problem: ReplayProblem | null,
): Promise<void> {
  const state = problem === null ? 'done' : 'failed';
  await inShop(pool, shopId, (client) =>
    endReplay(client, shopId, id, { state, problem, now: clock.now() }),
  );
}

/** The rules of the replay and what it must read, with what is shown beside its figures. */
async function prepare(
  { pool, openDeals }: ReplayServices,
  shopId: string,
  { id, since: from, until }: OpenReplay,
  journey: Journey,
): Promise<ReplayPlan> {
  return await inShop(pool, shopId, async (client) => {
    const rules = await loadReplayRules(client, shopId, journey, { from, until });
    const needed = neededEvents(rules.journey, rules.emails, from, rules.mail.limits);
    const segments = await segmentsSince(client, shopId, followedSegments(journey));
    const notes = replayNotes(rules.journey, segments, from, rules.mail.limits);
    const orders = await sumOrders(client, shopId, { from, until });
    const peopleTotal = await countAllProfiles(client, shopId);
    await beginReplay(client, shopId, id, { peopleTotal, aside: { orders, notes } });
    return { rules, needed, openDeals };
  });
}

/** Goes through all people, the next of whom are read while those before are replayed. @returns why it stopped, if it did */
async function goThrough(
  pool: pg.Pool,
  shopId: string,
  replay: OpenReplay,
  plan: ReplayPlan,
): Promise<ReplayProblem | 'cancelled' | null> {
  const read = async (after: string, passed: number | null): Promise<ReplayedChunk> =>
    await inShop(pool, shopId, async (client) => {
      await readOnly(client);
      return await readChunk(client, shopId, plan, after, passed);
    });
  const totals = replay.totals ?? emptyTotals();
  let { peopleDone } = replay;
  let chunk = await read(replay.reached, null);
  while (chunk.reached !== null) {
    const { reached } = chunk;
    const next = read(reached, chunk.passed);
    // What is thrown is thrown below, where it is waited for.
    next.catch(() => undefined);
    const paths = await replayChunk(plan, chunk, totals);
    peopleDone += chunk.passed;
    const problem = replayProblem(totals);
    const goesOn = await inShop(pool, shopId, async (client) => {
      const progress = { peopleDone, reached, totals };
      if (!(await saveReplayProgress(client, shopId, replay.id, progress))) return false;
      await saveReplayedPaths(client, shopId, replay.id, paths);
      return true;
    });
    if (!goesOn || problem) {
      await next;
      return goesOn ? problem : 'cancelled';
    }
    chunk = await next;
  }
  return null;
}

/** Replays some people and adds them up. @returns what is kept of them */
async function replayChunk({ rules }: ReplayPlan, chunk: ReplayedChunk, totals: ReplayTotals) {
  totals.leftOut += chunk.leftOut;
  const paths: NonNullable<ReturnType<typeof replayedPath>>[] = [];
  for (const [place, person] of chunk.people.entries()) {
    if (place % YIELD_EVERY === YIELD_EVERY - 1) await yieldToEventLoop();
    const codes = (totals.codes ??= {});
    const replay = replayPerson(rules, person, codes);
    addToTotals(totals, replay, person, rules.journey.key);
    addCodes(codes, replay.codes, person, rules);
    const path = totals.paths < MOST_REPLAYED_PATHS ? replayedPath(replay, person) : null;
    if (!path) continue;
    totals.paths += 1;
    paths.push(path);
  }
  return paths;
}
