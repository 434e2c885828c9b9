/** A source of the current time, in epoch milliseconds. */
export type Clock = { now(): number };

/** A line through one known pair of moments: simulated time runs `rate` times as fast as real time. */
export type ClockSetting = { realMs: number; virtualMs: number; rate: number };

/**
 * The simulated time at a real moment.
 * @param setting the pair of moments and the rate
 * @param realMs real time, epoch milliseconds
 * @returns simulated time, epoch milliseconds
 */
export function simulatedTime(setting: ClockSetting, realMs: number): number {
  return Math.round(setting.virtualMs + (realMs - setting.realMs) * setting.rate);
}
