import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type Clock, type ClockSetting, simulatedTime } from '#app/lib/clock.ts';

const Setting = z.object({
  realMs: z.number(),
  virtualMs: z.number(),
  rate: z.number().nonnegative(),
});

/** Real time. Signatures and tokens are always checked against this one. */
export const realClock: Clock = { now: () => Date.now() };

/**
 * A clock of simulated time.
 * @param file JSON `{realMs, virtualMs, rate}`, read again when it changes
 * @throws when the file is missing or not of that shape
 */
export function fileClock(file: string): Clock {
  let setting = readSetting(file);
  let known = versionOf(file);
  return {
    now() {
      // Read each time, a few microseconds: a process that went on by an old time would do a thing late.
      const version = versionOf(file);
      if (version !== known) {
        setting = readSetting(file);
        known = version;
      }
      return simulatedTime(setting, realClock.now());
    },
  };
}

/** Each setting is a file of its own, renamed into place; two within a tick of the disk's clock differ by their number. */
function versionOf(file: string): string {
  const { ino, mtimeMs } = statSync(file);
  return `${String(ino)}:${String(mtimeMs)}`;
}

function readSetting(file: string): ClockSetting {
  return Setting.parse(JSON.parse(readFileSync(file, 'utf8')));
}
