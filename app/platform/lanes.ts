/** Lets so many of a key work at once; the others wait for their turn. */
export type Lanes = {
  /**
   * Waits for a turn.
   * @param signal ends the waiting
   * @returns what ends the turn
   * @throws LaneFullError when too many wait already
   */
  enter(key: string, signal?: AbortSignal): Promise<() => void>;
};

/** Thrown when so many wait for their turn that one more would wait in vain. */
export class LaneFullError extends Error {
  override name = 'LaneFullError';
}

type Lane = { busy: number; waiting: (() => void)[] };

/**
 * @param atOnce how many of a key work at once
 * @param mostWaiting how many of a key may wait
 */
export function createLanes(atOnce: number, mostWaiting: number): Lanes {
  const lanes = new Map<string, Lane>();

  function leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift();
    // The turn is handed on, so that nobody who comes meanwhile takes it.
    if (next) return next();
    lane.busy -= 1;
    if (lane.busy === 0) lanes.delete(key);
  }

  return {
    async enter(key, signal) {
      const lane = lanes.get(key) ?? { busy: 0, waiting: [] };
      lanes.set(key, lane);
      if (lane.busy < atOnce) lane.busy += 1;
      else await turn(lane, mostWaiting, signal);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        leave(key, lane);
      };
    },
  };
}

async function turn(lane: Lane, mostWaiting: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (lane.waiting.length >= mostWaiting)
    throw new LaneFullError('Too much is under way for this store. Wait a moment and try again.');
  await new Promise<void>((resolve, reject) => {
    function begin(): void {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }
    function giveUp(): void {
      lane.waiting.splice(lane.waiting.indexOf(begin), 1);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener('abort', giveUp);
    lane.waiting.push(begin);
  });
}
