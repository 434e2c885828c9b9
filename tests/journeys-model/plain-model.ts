import { DateTime } from 'luxon';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { stableDraw } from '#app/lib/stable-draw.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { EFFECTS_OF_ACTIONS } from './modelled-actions.ts';

/** A run as the model knows it. */
export type ModelRun = {
  journey: string;
  order: string;
  state: string;
  step: string;
  endReason: string | null;
  wakeAt: number | null;
};

/** What was received of the person, once however often it was. */
export type ModelDelivery = { key: string; receivedAt: number; events: readonly DomainEvent[] };

/** What a journey came to, so that the app and the model can be compared. */
export type JourneyTrace = {
  runs: ModelRun[];
  /** What is to be done, by journey, order, step and kind, with when, epoch milliseconds. */
  effects: { name: string; dueAt: number }[];
};

/**
 * What journeys about the orders of one person come to, written down again as plainly as can be: no transitions, no contexts,
 * one list of runs that is walked through. It shares no code with the app but the definitions.
 */
export class PlainModel {
  readonly runs: ModelRun[] = [];
  readonly effects: JourneyTrace['effects'] = [];
  private readonly journeys: readonly Journey[];
  private readonly timeZone: string;
  private readonly cancelled = new Map<string, boolean>();
  private readonly seen = new Set<string>();
  private readonly pending = new Map<string, ModelDelivery>();

  /** @param timeZone of the shop (IANA) */
  constructor(journeys: readonly Journey[], timeZone: string) {
    this.journeys = journeys;
    this.timeZone = timeZone;
  }

  receive(delivery: ModelDelivery): void {
    this.pending.set(delivery.key, delivery);
  }

  /** Processes what was received and what is due, until nothing is. */
  drain(now: number): void {
    do {
      const due = this.runs.filter((run) => isDue(run, now));
      const deliveries = [...this.pending.values()].sort(byReceipt);
      this.pending.clear();
      for (const event of deliveries.flatMap(({ events }) => events)) this.happen(event, now);
      for (const run of due) if (isDue(run, now)) this.onTimer(run, now);
    } while (this.runs.some((run) => isDue(run, now)));
  }

  private happen(event: DomainEvent, now: number): void {
    if (this.seen.has(event.id)) return;
    this.seen.add(event.id);
    if (event.kind === 'order.changed') {
      const { orderId, cancelledAt } = event.order;
      const isCancelled = cancelledAt !== null || (this.cancelled.get(orderId) ?? false);
      this.cancelled.set(orderId, isCancelled);
    }
    for (const run of this.runs) if (run.state === 'active') this.notify(run, event);
    if (event.kind === 'order.placed' && now - event.at <= 7 * DAY)
      for (const journey of this.journeys) this.startRun(journey, event.orderId, event.at);
  }

  private startRun(journey: Journey, order: string, at: number): void {
    if (!this.mayEnter(journey, order)) return;
    if (this.mustExit(journey, order) || !this.holds(journey.entry)) return;
    const run: ModelRun = {
      journey: journey.key,
      order,
      state: 'active',
      step: journey.first,
      endReason: null,
      wakeAt: at,
    };
    this.runs.push(run);
    this.enterStep(run, journey.first, at);
  }

  private mayEnter({ key, reentry }: Journey, order: string): boolean {
    const theirs = this.runs.filter((run) => run.journey === key);
    const active = theirs.filter(({ state }) => state === 'active').length;
    if (reentry?.per === 'person')
      return active === 0 && (reentry.again === 'always' || theirs.length === 0);
    return active < (reentry?.atOnce ?? Infinity) && !theirs.some((run) => run.order === order);
  }

  private notify(run: ModelRun, event: DomainEvent): void {
    if (this.exitIfCancelled(run)) return;
    const step = this.stepOf(run);
    if (step.kind !== 'wait_for' || !step.events.includes(event.kind)) return;
    const until = run.wakeAt ?? event.at;
    if (event.at <= until) this.enterStep(run, step.next, Math.max(until - step.maxMs, event.at));
  }

  private onTimer(run: ModelRun, now: number): void {
    if (this.exitIfCancelled(run)) return;
    while (isDue(run, now)) this.afterWait(run, run.wakeAt ?? now);
  }

  private afterWait(run: ModelRun, at: number): void {
    const step = this.stepOf(run);
    if (step.kind === 'wait_for') this.enterStep(run, step.timeout, at);
    else if (step.kind === 'wait' || step.kind === 'wait_until' || step.kind === 'banner')
      this.enterStep(run, step.next, at);
    else throw new Error(`No run of the model waits at ${step.id}.`);
  }

  private enterStep(run: ModelRun, stepId: string, at: number): void {
    run.step = stepId;
    run.wakeAt = null;
    const step = this.stepOf(run);
    switch (step.kind) {
      case 'wait':
        run.wakeAt = at + step.ms;
        return;
      case 'wait_for':
        run.wakeAt = at + step.maxMs;
        return;
      case 'banner':
        this.effect(run, 'banner', at);
        run.wakeAt = at + step.forMs;
        return;
      case 'email':
        this.effect(run, 'email', at);
        return this.enterStep(run, step.next, at);
      case 'wait_until':
        run.wakeAt = this.nextMidday(at);
        return;
      case 'multi_branch': {
        const path = step.paths.find(({ when }) => this.holds(when));
        return this.enterStep(run, path ? path.next : step.otherwise, at);
      }
      case 'split': {
        const isFirst = this.drawOf(run, stepId) * 100 < (step.variants[0]?.percent ?? 0);
        return this.enterStep(run, step.variants[isFirst ? 0 : 1]?.next ?? '', at);
      }
      case 'goal':
        return this.enterStep(run, step.next, at);
      case 'branch':
        return this.enterStep(run, this.holds(step.when) ? step.yes : step.no, at);
      case 'exit':
        Object.assign(run, { state: 'completed', endReason: step.reason });
        return;
      default: {
        const kind = EFFECTS_OF_ACTIONS[step.kind];
        if (kind === undefined || !('next' in step))
          throw new Error(`The model has no step of the kind ${step.kind}.`);
        this.effect(run, kind, at);
        return this.enterStep(run, step.next, at);
      }
    }
  }

  /** The first midday of the shop after a moment. */
  private nextMidday(at: number): number {
    const day = DateTime.fromMillis(at, { zone: this.timeZone }).startOf('day');
    const middays = [0, 1].map((days) => day.plus({ days }).set({ hour: 12 }).toMillis());
    return middays.find((midday) => midday > at) ?? 0;
  }

  /** What chance says of a run at a split: derived from both, as the only thing that is shared with the app. */
  private drawOf({ journey, order }: ModelRun, stepId: string): number {
    return stableDraw('split', idOf('run', journey, `order:${order}`), stepId);
  }

  private exitIfCancelled(run: ModelRun): boolean {
    const journey = this.journeyOf(run);
    if (!this.mustExit(journey, run.order)) return false;
    const isShown = this.stepOf(run).kind === 'banner';
    Object.assign(run, { state: 'exited', endReason: 'order_cancelled', wakeAt: null });
    if (isShown) this.effect(run, 'withdraw_banners', null);
    return true;
  }

  private mustExit({ exitReasons }: Journey, order: string): boolean {
    return exitReasons.includes('order_cancelled') && this.cancelled.get(order) === true;
  }

  private holds(predicate: Predicate): boolean {
    const orders = [...this.cancelled.values()].filter((isCancelled) => !isCancelled).length;
    return conditionsOf(predicate).every((one) => 'value' in one && orders >= Number(one.value));
  }

  /** @param dueAt null when that depends on when the clock was read */
  private effect(run: ModelRun, kind: string, dueAt: number | null): void {
    const name = effectName(
      run.journey,
      run.order,
      kind === 'withdraw_banners' ? '' : run.step,
      kind,
    );
    this.effects.push({ name, dueAt: dueAt ?? 0 });
  }

  private journeyOf(run: ModelRun): Journey {
    const found = this.journeys.find(({ key }) => key === run.journey);
    if (!found) throw new Error(`The model has no journey ${run.journey}.`);
    return found;
  }

  private stepOf(run: ModelRun): Step {
    const found = this.journeyOf(run).steps.find(({ id }) => id === run.step);
    if (!found) throw new Error(`The model has no step ${run.step}.`);
    return found;
  }
}

/** In the order of receipt, which the database keeps. */
export function byReceipt(
  a: Pick<ModelDelivery, 'key' | 'receivedAt'>,
  b: Pick<ModelDelivery, 'key' | 'receivedAt'>,
): number {
  return a.receivedAt - b.receivedAt || (a.key < b.key ? -1 : 1);
}

function isDue({ state, wakeAt }: ModelRun, now: number): boolean {
  return state === 'active' && wakeAt !== null && wakeAt <= now;
}

/** Names an effect without the ids that only the app gives. */
export function effectName(journey: string, order: string, step: string, kind: string): string {
  return [journey, order, step, kind].join(' ');
}
