import type { ShopClient } from '#app/platform/db.server.ts';
import type { CompletedEffect, DueEffect } from './due-effect.ts';
import type { EffectKind } from './registry.ts';

/** What came of carrying out one effect. */
export type EffectOutcome =
  | (CompletingOutcome & { state: 'done' | 'skipped' | 'failed' })
  /** It could not be done now: it is tried again as its kind says, and has failed after the last try. */
  | (CompletingOutcome & { state: 'retry' })
  /** The other side takes nothing for a while, whichever it is: no try, all that is due of the kind is put off, and the run ends. */
  | { state: 'pause'; ms: number; reason?: string }
  /**
   * It cannot be done before something else happened: no try, this one alone is put off, and the others go on. With `endsRun` it
   * had its turn: the run ends, and the next begins with the others that are due.
   */
  | { state: 'wait'; ms: number; reason?: string; endsRun?: true };

type CompletingOutcome = {
  /** Why not, as a word of ours. */
  reason?: string;
  /** What the other side said. */
  answer?: string | null;
  /**
   * What else is written when the effect is completed, in the same transaction. Of one to be tried again nothing is.
   * @param completion `isOurs` is false when the effect was completed before, or asks for something else meanwhile
   */
  write?: (client: ShopClient, completion: { now: number; isOurs: boolean }) => Promise<void>;
};

/** What carries out the effects of one kind. `Services` is what it needs from the process around it. */
export type EffectExecutor<K extends EffectKind, Services> =
  /** Of another system: one after the other, each safe to repeat. */
  | {
      works: 'one by one';
      execute(effect: DueEffect<K>, services: Services, shopId: string): Promise<EffectOutcome>;
    }
  /** In our own database alone: many in one transaction, in which they are completed as well. */
  | {
      works: 'in transactions';
      execute(
        client: ShopClient,
        shopId: string,
        effects: readonly DueEffect<K>[],
        now: number,
      ): Promise<CompletedEffect[]>;
    }
  /** By itself: takes effects of its kind and completes them. @returns as `runEffects` */
  | { works: 'by itself'; run(services: Services, shopId: string): Promise<number | null> };
