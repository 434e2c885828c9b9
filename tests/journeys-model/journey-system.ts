import { decide } from '#app/engine/decide/decide.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import { emptyLoadedState, type LoadedState } from '#app/engine/load/loaded-state.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { Effect, Run } from '#app/journeys/run.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { byReceipt, effectName, type JourneyTrace } from './plain-model.ts';
import { eventsOf, type ShoppingDelivery } from './shopping-delivery.ts';

/** What runs journeys, in memory or with a database; it may die at any moment and be started again. */
export type JourneySystem = {
  receive(delivery: ShoppingDelivery): Promise<void>;
  /** Processes what waits and what is due, until nothing is. @param diesAt where the process dies first, counted from 1 */
  drain(now: number, diesAt: number | null): Promise<void>;
  trace(): Promise<JourneyTrace>;
};

/** The decisions of the engine on one state in memory. Each drain is a transaction: what a dead one decided is lost. */
export class MemorySystem implements JourneySystem {
  private state: LoadedState = emptyLoadedState();
  private effects = new Map<string, Effect>();
  private inbox = new Map<string, ShoppingDelivery>();
  private readonly policy: Policy;

  constructor(journeys: readonly Journey[]) {
    this.policy = { model: retailModel, timeZone: 'UTC', journeys };
  }

  async receive(delivery: ShoppingDelivery): Promise<void> {
    this.inbox.set(delivery.key, delivery);
    return Promise.resolve();
  }

  async drain(now: number, diesAt: number | null): Promise<void> {
    let batches = 0;
    for (;;) {
      const events = [...this.inbox.values()].sort(byReceipt).flatMap(eventsOf);
      const runIds = [...this.state.runs.values()]
        .filter((run) => isDue(run, now))
        .map(({ id }) => id);
      if (events.length === 0 && runIds.length === 0) return Promise.resolve();
      batches += 1;
      if (diesAt === batches) this.dieWhileDeciding(events, runIds, now);
      this.commit(events, runIds, now);
    }
  }

  /** Decides on a copy, which is lost with the process; what is stored is read again. */
  private dieWhileDeciding(events: readonly DomainEvent[], runIds: string[], now: number): void {
    const stored = structuredClone(this.state);
    decide(this.state, events, { profileIds: [], runIds }, now, this.policy);
    this.state = stored;
  }

  private commit(events: readonly DomainEvent[], runIds: string[], now: number): void {
    const { effects } = decide(this.state, events, { profileIds: [], runIds }, now, this.policy);
    for (const effect of effects) if (effect.runId !== null) this.addEffect(effect);
    this.inbox.clear();
  }

  private addEffect(effect: Effect): void {
    if (this.effects.has(effect.key)) throw new Error(`The effect ${effect.key} is there twice.`);
    this.effects.set(effect.key, effect);
  }

  async trace(): Promise<JourneyTrace> {
    return Promise.resolve(traceOf([...this.state.runs.values()], [...this.effects.values()]));
  }
}

function isDue({ state, wakeAt }: Run, now: number): boolean {
  return state === 'active' && wakeAt !== null && wakeAt <= now;
}

/** Runs and effects as the model names them, in an order of their own. */
export function traceOf(
  runs: readonly Run[],
  effects: readonly Pick<Effect, 'key' | 'kind' | 'runId' | 'dueAt'>[],
): JourneyTrace {
  const byId = new Map(runs.map((run) => [run.id, run]));
  return inOrder({
    runs: runs.map((run) => ({
      journey: run.journeyKey,
      order: orderOf(run),
      state: run.state,
      step: run.stepId,
      endReason: run.endReason,
      wakeAt: run.wakeAt,
    })),
    effects: effects.flatMap(({ key, kind, runId, dueAt }) => {
      const run = byId.get(runId);
      if (!run) return [];
      const isWithdrawal = kind === 'withdraw_banners';
      const step = isWithdrawal ? '' : (key.split(':')[1] ?? '');
      const name = effectName(run.journeyKey, orderOf(run), step, kind);
      return [{ name, dueAt: isWithdrawal ? 0 : dueAt }];
    }),
  });
}

function orderOf({ context }: Run): string {
  if (context.subject !== 'order') throw new Error('A run of the model is about an order.');
  return context.orderId;
}

/** A trace whose lists do not depend on what was first. */
export function inOrder({ runs, effects }: JourneyTrace): JourneyTrace {
  const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return { runs: runs.toSorted(byText), effects: effects.toSorted(byText) };
}
