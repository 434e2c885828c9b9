import { z } from 'zod';
import type { Clock } from '#app/lib/clock.ts';
import type { StoreRoute } from '#tests/store/routes.ts';
import type { Store } from '#tests/store/store.ts';
import type { SpeedClock } from './speed-clock.ts';

const FASTEST = 86_400;
const request = z.object({ rate: z.number().min(0).max(FASTEST) });

/**
 * `GET /clock` returns the simulated time and its speed; `POST /clock {rate}` changes the speed (simulated
 * seconds a real second). A read-only clock shows real speed and refuses changes with 409.
 */
export function clockRoute(store: Store): StoreRoute {
  return async (incoming, { pathname }) => {
    if (pathname !== '/clock') return undefined;
    const { clock, timezone } = store.options;
    const isAdjustable = isSpeedClock(clock);
    if (incoming.method === 'POST') {
      if (!isAdjustable)
        return Response.json(
          { error: 'This store was opened with a clock of fixed speed.' },
          { status: 409 },
        );
      const wanted = request.safeParse(await incoming.json());
      if (!wanted.success)
        return Response.json({ error: `Send {"rate": 0 to ${FASTEST}}.` }, { status: 400 });
      clock.setRate(wanted.data.rate);
    }
    const rate = isAdjustable ? clock.setting().rate : 1;
    return Response.json(
      { now: clock.now(), rate, isAdjustable, timezone },
      { headers: { 'cache-control': 'no-store' } },
    );
  };
}

function isSpeedClock(clock: Clock): clock is SpeedClock {
  return 'setRate' in clock && typeof clock.setRate === 'function' && 'setting' in clock;
}
