import type { EventKind } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { sentAt } from '#app/profiles/orders/parcels.ts';
import type { StepContext } from './transition.ts';
import type { Run, RunContext } from './run.ts';

type Facts = StepContext['facts'];
type ParcelWait = { id: string; events: readonly EventKind[]; maxMs: number };

/** Parcels that left this long after the one that was waited for are asked about together with it. */
const TOGETHER_MS = DAY;

/** The parcels of the run's order that went to the buyer and that no mail of the run asked about, the earliest first. */
function openParcels(
  { context }: Pick<Run, 'context'>,
  facts: Facts,
): { id: string; at: number }[] {
  if (context.subject !== 'order') return [];
  const asked = new Set(context.asked);
  return (facts.purchases.get(context.orderId)?.parcels ?? [])
    .flatMap((parcel) => {
      const at = sentAt(parcel);
      return at === null || asked.has(parcel.id) ? [] : [{ id: parcel.id, at }];
    })
    .sort((a, b) => a.at - b.at);
}

const PARCEL_EVENTS: readonly EventKind[] = ['order.shipped', 'order.delivered'];

/** Whether a run at this step waits for a parcel of its order. */
export function waitsForParcel({ events }: Pick<ParcelWait, 'events'>, { context }: Run): boolean {
  return context.subject === 'order' && events.some((kind) => PARCEL_EVENTS.includes(kind));
}

/**
 * The run with the next parcel that a step waits for, and when it left: what the steps after it count from. Deliveries
 * come in any order, so the parcel may be older than what was received of the order, and is looked for in the facts.
 * @param until the last moment that is in time, epoch milliseconds
 * @returns null when no parcel went to the buyer in time that was not asked about
 */
export function withParcel(
  run: Run,
  until: number,
  { facts }: StepContext,
): { run: Run; at: number } | null {
  const [first] = openParcels(run, facts);
  if (run.context.subject !== 'order' || !first) return null;
  const at = Math.max(run.enteredAt, first.at);
  if (at > until) return null;
  return { run: { ...run, context: { ...run.context, parcel: first.id } }, at };
}

/**
 * A run that waits since a parcel left, after an event of its order. The wait is counted from the parcel as
 * it is known now; when it was cancelled, from the next one; and without one the run waits for a parcel again.
 * @param before the wait for a parcel that the run came from
 * @param wait where it is, with how long it waits there in milliseconds
 * @param at when the event happened, epoch milliseconds
 */
export function afterParcelEvent(
  before: ParcelWait,
  run: Run,
  wait: { ms: number },
  at: number,
  facts: Facts,
): Run {
  const { context } = run;
  if (context.subject !== 'order' || context.parcel === undefined) return run;
  const open = openParcels(run, facts);
  const parcel = open.find(({ id }) => id === context.parcel) ?? open[0];
  if (parcel) {
    const wakeAt = Math.max(run.enteredAt, parcel.at) + wait.ms;
    if (parcel.id === context.parcel && wakeAt === run.wakeAt) return run;
    return { ...run, context: { ...context, parcel: parcel.id }, wakeAt };
  }
  const { parcel: _gone, ...rest } = context;
  const back = { stepId: before.id, visit: run.visit - 1, wakeAt: at + before.maxMs };
  return { ...run, ...back, context: rest };
}

/**
 * The parcels that a mail of the run asks about now: the one that was waited for, and those that left with it.
 * @returns the run with them noted as asked about; null when it waited for none that was not cancelled
 */
export function parcelsToAskAbout(
  run: Run,
  facts: Facts,
): { run: Run; context: RunContext } | null {
  const { context } = run;
  if (context.subject !== 'order') return null;
  const open = openParcels(run, facts);
  const waited = open.find(({ id }) => id === context.parcel);
  if (!waited) return null;
  const parcels = open.filter(({ at }) => at <= waited.at + TOGETHER_MS).map(({ id }) => id);
  const { parcel: _asked, ...rest } = context;
  return {
    run: { ...run, context: { ...rest, asked: [...(context.asked ?? []), ...parcels] } },
    context: { subject: 'order', orderId: context.orderId, parcels },
  };
}
