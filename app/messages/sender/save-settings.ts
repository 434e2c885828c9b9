import type { ParsedSettingsForm } from './settings-form.ts';

/** One version of a shop's settings; version 0 are the defaults that were never saved. */
export type SettingsVersion = { version: number; changedBy: string; changedAt: number };

export type SettingsSaveOutcome =
  | { outcome: 'saved'; version: number }
  | { outcome: 'unchanged' }
  /** Another staff member saved since `base` was loaded; nothing was written. */
  | { outcome: 'conflict' }
  | { outcome: 'not_found' };

/** What came of a request of the settings page. */
export type SettingsOutcome =
  | SettingsSaveOutcome
  | Extract<ParsedSettingsForm, { outcome: 'refused' }>
  | { outcome: 'checked' | 'nothing_to_check' };
