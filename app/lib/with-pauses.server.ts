import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Steps } from './steps.ts';

/** Carries a calculation through and lets others, such as heartbeats, work at every pause. */
export async function withPauses<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await yieldToEventLoop();
  }
}
