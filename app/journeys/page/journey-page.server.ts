import type { ShopClient } from '#app/platform/db.server.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { recentRuns } from '#app/journeys/store/recent-runs.server.ts';
import {
  readFigures,
  type FigureName,
  type KeptFigure,
} from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { MailFigures, JourneyPage, RunSort } from './journey-page.ts';
import { exitsByReason, stepFigures, type RunGroup } from './step-figures.ts';

/** The stored figures that those of the page are made of. */
const PAGE_FIGURES = [
  'runs.active',
  'runs.failed',
  'runs.places',
  'mails.sent',
  'mails.skipped',
  'mails.clicked',
] as const;

/**
 * @param since start of the period, epoch milliseconds; each thing counts when it happened in or after this hour
 * @param view how the people in it are listed, `search` being looked for in name and address; null for staff who
 *   may not see them
 */
export async function loadJourneyPage(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  since: number,
  view: ListView<RunSort> | null,
): Promise<JourneyPage> {
  const stored = await readFigures(client, shopId, PAGE_FIGURES, since, journey.key);
  const groups = groupsOf(stored);
  const active = byStep(stored, 'runs.active');
  const figures = stepFigures(journey, groups, active);
  const mails = {
    sent: byStep(stored, 'mails.sent'),
    skipped: byStep(stored, 'mails.skipped'),
    clicked: byStep(stored, 'mails.clicked'),
  };
  const mailsOf = (step: string): MailFigures => ({
    sent: mails.sent.get(step) ?? 0,
    skipped: mails.skipped.get(step) ?? 0,
    clicked: mails.clicked.get(step) ?? 0,
  });
  const { runs, hasMoreRuns } =
    view === null ? NO_RUNS : await recentRuns(client, shopId, journey.key, view);
  const countIn = (state: RunGroup['state']) => sumOfCounts(groups, (one) => one.state === state);
  return {
    steps: Object.fromEntries(
      journey.steps.map(({ id, kind }) => [
        id,
        {
          ...(figures.get(id) ?? { waiting: 0, reached: 0, passed: 0, left: 0 }),
          mails: kind === 'email' ? mailsOf(id) : null,
        },
      ]),
    ),
    exits: exitsByReason(groups),
    entered: sumOfCounts(groups),
    active: sumOfCounts(stored, ({ figure }) => figure === 'runs.active'),
    completed: countIn('completed'),
    failed: sumOfCounts(stored, ({ figure }) => figure === 'runs.failed'),
    runs,
    hasMoreRuns,
  };
}

const NO_RUNS = { runs: [], hasMoreRuns: false };

/** A place of runs as `runs.places` names it: `<step>:<visit>:<state>`, and the reason where they ended for one. */
const PLACE = /^([^:]+):(\d+):(\w+)(?::(.*))?$/s;
const STATES = ['active', 'completed', 'exited', 'failed'] as const;

/** Where the runs that entered in the period stand or ended. */
function groupsOf(figures: readonly KeptFigure[]): RunGroup[] {
  return figures.flatMap(({ figure, detail, count }): RunGroup[] => {
    if (figure !== 'runs.places') return [];
    const [, stepId, visit, named, reason = null] = PLACE.exec(detail) ?? [];
    const state = STATES.find((one) => one === named);
    if (stepId === undefined || !state) throw new Error(`${detail} is no place of a run.`);
    return [{ stepId, visit: Number(visit), state, reason, count }];
  });
}

/** The counts of a figure by step. */
function byStep(figures: readonly KeptFigure[], name: FigureName): Map<string, number> {
  const found = figures.filter(({ figure }) => figure === name);
  return new Map(found.map(({ detail, count }) => [detail, count]));
}
