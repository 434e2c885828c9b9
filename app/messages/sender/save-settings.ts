/** One version of a shop's settings; version 0 are the defaults that were never saved. */
export type SettingsVersion = { version: number; changedBy: string; changedAt: number };
