import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Clock, type ClockSetting, simulatedTime } from '#app/lib/clock.ts';

/** A clock whose speed can be changed while everything runs. */
export type SpeedClock = Clock & {
  setting(): ClockSetting;
  setRate(rate: number): void;
  /** Skips simulated time, in milliseconds; the speed stays. */
  skip(ms: number): void;
  /** Stands still at a moment of simulated time, epoch milliseconds. */
  stopAt(moment: number): void;
};

const stored = z.object({ realMs: z.number(), virtualMs: z.number(), rate: z.number() });

/**
 * The simulated clock that several processes share through a file (CLOCK_FILE). This one writes it; a change
 * of speed keeps the time of the moment and appears to readers all at once.
 * @param file is created when `start` is given, otherwise it has to exist
 * @param start the first setting
 */
export function openSpeedClock(file: string, start?: ClockSetting): SpeedClock {
  let setting = start ?? stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  const write = () => {
    // Written to a temporary file and renamed, so that no reader ever sees an incomplete file.
    writeFileSync(`${file}.new`, JSON.stringify(setting));
    renameSync(`${file}.new`, file);
  };
  if (start) write();
  const now = () => simulatedTime(setting, Date.now());
  const change = (virtualMs: number, rate: number) => {
    setting = { realMs: Date.now(), virtualMs, rate };
    write();
  };
  return {
    now,
    setting: () => setting,
    setRate: (rate) => change(now(), rate),
    skip: (ms) => change(now() + ms, setting.rate),
    stopAt: (moment) => change(moment, 0),
  };
}
