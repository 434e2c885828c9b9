import type { ShopClient } from '#app/platform/db.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { holdoutSides } from '#app/journeys/store/holdout-sides.server.ts';
import {
  recoveredByStep,
  RECOVERY_FIGURES,
  sumRecovered,
} from '#app/journeys/store/recovered-orders.server.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import {
  readFigures,
  type FigureName,
  type KeptFigure,
} from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { holdoutLift } from './holdout-lift.ts';
import type { LiveFigures, MessageFigures } from './live-figures.ts';
import { exitsByReason, stepFigures, type RunGroup } from './step-figures.ts';

/** The stored figures that those of a journey are made of. */
const LIVE_FIGURES = [
  'runs.active',
  'runs.failed',
  'runs.places',
  'mails.sent',
  'mails.skipped',
  'mails.clicked',
  'banners.seen',
  'banners.clicked',
  ...RECOVERY_FIGURES,
] as const;

/** Of a step that no one came to. */
const NO_FIGURES = { waiting: 0, reached: 0, passed: 0, exited: 0, exits: [] };

/**
 * What a journey does, step by step, read from kept sums; only holdouts are compared person by person.
 * @param since start of the period, epoch milliseconds; each thing counts when it happened in or after this hour
 * @param currency the shop's; orders in others are left out
 */
export async function loadLiveFigures(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  since: number,
  currency: string,
): Promise<LiveFigures> {
  const stored = await readFigures(client, shopId, LIVE_FIGURES, since, journey.key);
  const groups = groupsOf(stored);
  const figures = stepFigures(journey, groups, byStep(stored, 'runs.active'));
  const messagesOf = messageFigures(stored, currency);
  const hasHoldout = journey.steps.some(({ kind }) => kind === 'holdout');
  const sides = hasHoldout ? await holdoutSides(client, shopId, journey.key, since) : null;
  const countIn = (state: RunGroup['state']) => sumOfCounts(groups, (one) => one.state === state);
  return {
    steps: Object.fromEntries(
      journey.steps.map((step) => {
        const { id, kind } = step;
        const compared = sides?.get(id);
        return [
          id,
          {
            ...(figures.get(id) ?? NO_FIGURES),
            isEnd: stepHandlerOf(step).edges(step).length === 0,
            messages: kind === 'email' || kind === 'banner' ? messagesOf(id, kind) : null,
            lift: compared ? holdoutLift(compared) : null,
          },
        ];
      }),
    ),
    exits: exitsByReason(groups),
    entered: sumOfCounts(groups),
    active: sumOfCounts(stored, ({ figure }) => figure === 'runs.active'),
    completed: countIn('completed'),
    failed: sumOfCounts(stored, ({ figure }) => figure === 'runs.failed'),
    recovered: sumRecovered(recoveredByStep(stored, currency).values()),
  };
}

/** What is read of the messages of a step. */
function messageFigures(
  stored: readonly KeptFigure[],
  currency: string,
): (stepId: string, channel: MessageFigures['channel']) => MessageFigures {
  const [sent, skipped] = [byStep(stored, 'mails.sent'), byStep(stored, 'mails.skipped')];
  const [seen, pressed] = [byStep(stored, 'banners.seen'), byStep(stored, 'banners.clicked')];
  const clicked = byStep(stored, 'mails.clicked');
  const recovered = recoveredByStep(stored, currency);
  return (id, channel) => ({
    channel,
    sent: (channel === 'email' ? sent : seen).get(id) ?? 0,
    skipped: channel === 'email' ? (skipped.get(id) ?? 0) : 0,
    clicked: (channel === 'email' ? clicked : pressed).get(id) ?? 0,
    ...(recovered.get(id) ?? { orders: 0, minor: 0 }),
  });
}

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
