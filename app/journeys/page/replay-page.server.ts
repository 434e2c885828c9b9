import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { listVersions } from '#app/definitions/store/versions.server.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import { effectKinds, isEffectKind } from '#app/effects/registry.ts';
import {
  JourneyContentSchema,
  type JourneyContent,
} from '#app/journeys/definitions/journey-content.ts';
import { compareReplays } from '#app/journeys/replay/compare-replays.ts';
import {
  deferralsOf,
  reasonsOf,
  replayFigures,
  sumOfReasons,
} from '#app/journeys/replay/replay-figures.ts';
import type { ReplayPersonSort, ReplayRecord } from '#app/journeys/replay/replay-record.ts';
import { skippedRows, type SkippedRow } from '#app/journeys/replay/skipped-rows.ts';
import { listReplayedPeople } from '#app/journeys/replay/store/replayed-paths.server.ts';
import { listReplays, loadReplay } from '#app/journeys/replay/store/replays.server.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { stepCard } from './journey-words.ts';
import { reasonWords } from './reason-words.ts';
import type { ReplayChoice, ReplayPageData, ShownReplay } from './replay-page.ts';
import { notStartedWords, replayName } from './replay-words.ts';

/** Replays of a journey that the page lists, and people on a page of the list. */
const SHOWN = 20;
const PEOPLE = 25;

/** Which replay is shown, beside which other, and how its people are listed: null for staff who may not see them. */
export type ReplayPageView = {
  replay: string | null;
  beside: string | null;
  people: ListView<ReplayPersonSort> | null;
};

/** Loads the page of replays of a journey. */
export async function loadReplayPage(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  names: DefinitionNames,
  view: ReplayPageView,
): Promise<ReplayPageData> {
  const replays = await listReplays(client, shopId, journeyKey, SHOWN);
  const find = async (id: string | null) =>
    id === null ? undefined : await loadReplay(client, shopId, journeyKey, id);
  const record = await find(view.replay ?? replays[0]?.id ?? null);
  const other = record ? await find(view.beside) : undefined;
  const step = record ? stepNames(record, names) : String;
  const found =
    record && view.people
      ? await listReplayedPeople(client, shopId, record.id, view.people, PEOPLE)
      : { rows: [], hasMore: false };
  return {
    choices: await choicesOf(client, shopId, journeyKey),
    replays: replays.map((one) => ({ ...one, name: replayName(one) })),
    shown: record ? shownReplay(record, step, names) : null,
    compared:
      record && other ? { name: replayName(other), figures: compareReplays(other, record) } : null,
    people: {
      hasMore: found.hasMore,
      rows: found.rows.map(({ path, ...person }) => ({
        ...person,
        path: path.map(({ stepId, reason, ...entry }) => ({
          ...entry,
          step: stepId === null ? null : step(stepId),
          reason: reason === null ? null : pathReasonWords(reason),
        })),
      })),
    },
  };
}

/** Why emails of a replay would be skipped; null when there is no such replay. */
export async function loadSkippedRows(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  id: string,
  names: DefinitionNames,
): Promise<SkippedRow[] | null> {
  const record = await loadReplay(client, shopId, journeyKey, id);
  if (!record?.totals) return null;
  return skippedRows(record.totals, { step: stepNames(record, names), reason: reasonWords });
}

/** The draft, when there is one, and the versions, the newest first. */
async function choicesOf(client: ShopClient, shopId: string, key: string): Promise<ReplayChoice[]> {
  const draft = await readDraft(client, shopId, 'journey', key);
  const versions = await listVersions(client, shopId, 'journey', key, SHOWN);
  return [
    ...(draft ? [{ value: 'draft', label: `Draft, revision ${String(draft.revision)}` }] : []),
    ...versions.map(({ version, isLive }) => {
      const number = String(version);
      return { value: number, label: isLive ? `Version ${number} (live)` : `Version ${number}` };
    }),
  ];
}

function shownReplay(
  record: ReplayRecord,
  step: (id: string) => string,
  names: DefinitionNames,
): ShownReplay {
  const { content: _content, totals, aside, ...summary } = record;
  const journey = (key: string) =>
    key === '' ? 'Other emails' : definitionName(names, 'journey', key);
  const { problem } = summary;
  return {
    ...summary,
    name: replayName(record),
    figures: replayFigures(record),
    notStarted: reasonsOf(totals?.notStarted ?? {}).map(({ reason, count }) => {
      return { reason: notStartedWords(reason), count };
    }),
    ended: reasonsOf(totals?.runs.ended ?? {}).map(({ reason, count }) => {
      return { reason: reasonWords(reason), count };
    }),
    deferred: reasonsOf(totals ? deferralsOf(totals) : {}).map(({ reason, count }) => {
      return { reason: reasonWords(reason), count };
    }),
    steps: Object.entries(totals?.steps ?? {}).map(([id, { sent, skipped, waiting }]) => {
      return { id, name: step(id), sent, skipped: sumOfReasons(skipped), waiting };
    }),
    skipped: totals ? skippedRows(totals, { step, reason: reasonWords }) : [],
    overlaps: reasonsOf(totals?.overlaps.journeys ?? {}).map(({ reason, count }) => {
      return { reason: journey(reason), count };
    }),
    failures: Object.entries(totals?.failures ?? {}).map(([key, { count }]) => {
      const end = key.lastIndexOf(':');
      return { step: step(key.slice(0, end)), reason: reasonWords(key.slice(end + 1)), count };
    }),
    notes: aside?.notes ?? [],
    leftOut: totals?.leftOut ?? 0,
    problemStep: problem?.stepId == null ? null : step(problem.stepId),
  };
}

/** What the steps of the journey that was replayed are called; of one that cannot be read, their ids. */
function stepNames({ content }: ReplayRecord, names: DefinitionNames): (id: string) => string {
  const read = JourneyContentSchema.safeParse(content);
  if (!read.success) return String;
  const titles = new Map(read.data.steps.map((one) => [one.id, titleOf(read.data, one, names)]));
  return (id) => titles.get(id) ?? id;
}

function titleOf(
  content: JourneyContent,
  step: JourneyContent['steps'][number],
  names: DefinitionNames,
): string {
  return stepCard(content, step, names).title;
}

/** Why, or what was done: the kind of an effect. */
function pathReasonWords(reason: string): string {
  return isEffectKind(reason) ? effectKinds[reason].label : reasonWords(reason);
}
