import type pg from 'pg';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { loadReplayRules } from '#app/journeys/replay/load-replay-rules.server.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { stableDraw } from '#app/lib/stable-draw.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { loadEmails, type EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import { mergeCommonStops } from '../shop-stops.ts';
import { findGoneReference } from '../name-causes.server.ts';
import { namedStops } from '../named-stops.ts';
import { noticeStops } from '../notice-stops.server.ts';
import { resolveStops, selectOpenStops } from '../store/journey-stops.server.ts';
import { saveWalks, selectWalks } from '../store/journey-walks.server.ts';
import { newStop } from '../decide-watch.ts';
import type { JourneyWalk, WalkProblem } from './journey-walk.ts';
import { seedContext } from './seed-context.ts';
import { walkJourney } from './walk-journey.ts';

/** What a walk needs of the process around it. */
export type WalkServices = { pool: pg.Pool; renderer: Pick<Renderer, 'check'> };

/** Each live journey is walked once a day, and one that failed again soon, to see whether it was corrected. */
const FAILED_AGAIN = 15 * MINUTE;
/** More journeys of a shop are walked the next time. */
const MOST_WALKED = 5;

type DueWalk = { journey: Journey; emails: EmailVersion[]; walk: JourneyWalk };

/**
 * Lets the seed shopper walk the live journeys that are due for it: in memory, by the definitions that people go by, the real
 * interpreter and the real renderer. Nothing is sent and nothing of the shopper is stored.
 * @param now epoch milliseconds
 */
export async function walkDueJourneys(
  { pool, renderer }: WalkServices,
  shopId: string,
  now: number,
): Promise<void> {
  if (isWalking) return;
  isWalking = true;
  try {
    await walkShop({ pool, renderer }, shopId, now);
  } finally {
    isWalking = false;
  }
}

/** A process walks through one shop at a time, so that emails that are laid out leave room for others; the rest comes up again. */
let isWalking = false;

async function walkShop(
  { pool, renderer }: WalkServices,
  shopId: string,
  now: number,
): Promise<void> {
  const due = await inShop(pool, shopId, (client) => walkDue(client, shopId, now));
  const walks: JourneyWalk[] = [];
  // Emails are laid out outside the transaction, because that takes a second each.
  for (const { walk, journey, emails } of due)
    walks.push({
      ...walk,
      problem: walk.problem ?? (await renderProblem(renderer, journey, emails)),
    });
  if (walks.length === 0) return;
  await inShop(pool, shopId, (client) => noteWalks(client, shopId, walks, now));
}

async function walkDue(client: ShopClient, shopId: string, now: number): Promise<DueWalk[]> {
  const known = new Map((await selectWalks(client, shopId)).map((walk) => [walk.journeyKey, walk]));
  const walkedAt = ({ key }: Journey) => known.get(key)?.walkedAt ?? 0;
  const shown = await loadShownJourneys(client, shopId);
  const due = shown
    .filter(
      ({ state, journey }) =>
        state === 'live' && isDue(shopId, journey, known.get(journey.key), now),
    )
    .sort((one, other) => walkedAt(one.journey) - walkedAt(other.journey))
    .slice(0, MOST_WALKED);
  if (due.length === 0) return [];
  const definitions = await loadAllDefinitions(client, shopId);
  const emails = await loadEmails(client, shopId);
  const walked: DueWalk[] = [];
  for (const { journey } of due) {
    const gone = await findGoneReference(client, shopId, journey, definitions);
    const { steps, problem } = await walkOne(client, shopId, journey, now);
    const walk = {
      journeyKey: journey.key,
      version: journey.version,
      walkedAt: now,
      steps: steps.length,
      problem: gone ?? problem,
    };
    walked.push({ journey, emails: emailsOf(journey, emails), walk });
  }
  return walked;
}

function isDue(
  shopId: string,
  journey: Journey,
  walk: JourneyWalk | undefined,
  now: number,
): boolean {
  if (!walk || walk.version !== journey.version) return true;
  if (walk.problem) return now - walk.walkedAt >= FAILED_AGAIN;
  // At a time of day of its own, so that not all shops are walked at the hour at which they were first.
  const time = DAY * stableDraw(shopId, journey.key);
  return Math.floor((now - time) / DAY) > Math.floor((walk.walkedAt - time) / DAY);
}

async function walkOne(client: ShopClient, shopId: string, journey: Journey, now: number) {
  const rules = await loadReplayRules(client, shopId, journey, { from: now, until: now });
  const { model, offers = new Map(), mail } = rules;
  const contextAt = seedContext({ model, offers, timeZone: mail.timeZone }, now);
  return walkJourney(rules.journey, contextAt, now);
}

function emailsOf(journey: Journey, emails: ReadonlyMap<string, EmailVersion>): EmailVersion[] {
  return journey.steps.flatMap((step) => {
    const used = stepHandlerOf(step).uses?.(step);
    return used?.kind === 'email' ? (emails.get(used.key) ?? []) : [];
  });
}

/** The first email of a journey that cannot be written. */
async function renderProblem(
  renderer: WalkServices['renderer'],
  { steps }: Journey,
  emails: readonly EmailVersion[],
): Promise<WalkProblem | null> {
  for (const email of emails) {
    const problem = await renderer.check(email);
    if (problem === null) continue;
    const step = steps.find((one) => stepHandlerOf(one).uses?.(one)?.key === email.key);
    const message = `The email “${email.content.name}” cannot be rendered: ${problem}`;
    return { stepId: step?.id ?? null, message };
  }
  return null;
}

/** Saves walks, with a stop for each that failed and the end of those that went well. */
async function noteWalks(
  client: ShopClient,
  shopId: string,
  walks: readonly JourneyWalk[],
  now: number,
): Promise<void> {
  await saveWalks(client, shopId, walks);
  const open = (await selectOpenStops(client, shopId)).filter(({ measure }) => measure === 'walk');
  const problems = new Map(walks.map(({ journeyKey, problem }) => [journeyKey, problem]));
  const over = open.filter(({ journeyKey }) => problems.get(journeyKey) === null);
  await resolveStops(
    client,
    shopId,
    over.map(({ id }) => id),
    now,
  );
  const known = new Set(open.map(({ journeyKey }) => journeyKey));
  const stops = walks.flatMap(({ journeyKey, walkedAt, problem }) => {
    if (problem === null || known.has(journeyKey)) return [];
    const cause = { cause: 'step_fails', detail: problem.message } as const;
    return [newStop({ journeyKey, measure: 'walk' }, walkedAt, cause, now)];
  });
  const shown = await loadShownJourneys(client, shopId);
  const timeZone = await loadTimeZone(client, shopId);
  const noticed = mergeCommonStops(namedStops(stops, shown), open);
  await noticeStops(client, shopId, noticed, timeZone, now);
}
