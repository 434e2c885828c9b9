/** Lets so many of a key work at once; the others wait for their turn. */
export type KeyedSemaphore = {
  /**
   * Waits for a turn.
   * @param signal ends the waiting
   * @returns what ends the turn
   * @throws QueueFullError when too many wait already
   */
  acquire(key: string, signal?: AbortSignal): Promise<() => void>;
};

/** Thrown when so many wait for their turn that one more would wait in vain. */
export class QueueFullError extends Error {
  override name = 'QueueFullError';
}

type KeyState = { busy: number; waiting: (() => void)[] };

/**
 * @param atOnce how many of a key work at once
 * @param mostWaiting how many of a key may wait
 */
export function createKeyedSemaphore(atOnce: number, mostWaiting: number): KeyedSemaphore {
  const states = new Map<string, KeyState>();

  function release(key: string, state: KeyState): void {
    const next = state.waiting.shift();
    // The turn is handed on, so that no caller who comes meanwhile takes it.
    if (next) return next();
    state.busy -= 1;
    if (state.busy === 0) states.delete(key);
  }

  return {
    async acquire(key, signal) {
      const state = states.get(key) ?? { busy: 0, waiting: [] };
      states.set(key, state);
      if (state.busy < atOnce) state.busy += 1;
      else await waitForTurn(state, mostWaiting, signal);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        release(key, state);
      };
    },
  };
}

async function waitForTurn(
  state: KeyState,
  mostWaiting: number,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  if (state.waiting.length >= mostWaiting)
    throw new QueueFullError('Too much is under way for this store. Wait a moment and try again.');
  await new Promise<void>((resolve, reject) => {
    function begin(): void {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }
    function giveUp(): void {
      state.waiting.splice(state.waiting.indexOf(begin), 1);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener('abort', giveUp);
    state.waiting.push(begin);
  });
}
