import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type Clock, type ClockSetting, simulatedTime } from '#app/lib/clock.ts';

const Setting = z.object({
  realMs: z.number(),
  virtualMs: z.number(),
  rate: z.number().nonnegative(),
});

/** How stale the setting may get; several processes follow the same file. */
const RECHECK_MS = 20;

/** Real time. Signatures and tokens are always checked against this one. */
export const realClock: Clock = { now: () => Date.now() };

/**
 * A clock of simulated time.
 * @param file JSON `{realMs, virtualMs, rate}`, read again when it changes
 * @throws when the file is missing or not of that shape
 */
export function fileClock(file: string): Clock {
  let setting = readSetting(file);
  let modified = statSync(file).mtimeMs;
  let checked = realClock.now();
  return {
    now() {
      const real = realClock.now();
      if (real - checked >= RECHECK_MS) {
        checked = real;
        const changed = statSync(file).mtimeMs;
        if (changed !== modified) {
          setting = readSetting(file);
          modified = changed;
        }
      }
      return simulatedTime(setting, real);
    },
  };
}

function readSetting(file: string): ClockSetting {
  return Setting.parse(JSON.parse(readFileSync(file, 'utf8')));
}
