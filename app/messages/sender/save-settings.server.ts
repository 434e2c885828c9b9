import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { SettingsSaveOutcome } from './save-settings.ts';
import { mailSettings, type MailSettings } from './mail-settings.ts';
import { scheduleDomainCheck } from './store/sending-domains.server.ts';
import { insertSettings, selectNewestSettings, selectSettings } from './store/settings.server.ts';

export type StoredSettings = { version: number; settings: MailSettings };

/** Who changes the settings, having seen which version, and when. */
export type SettingsChange = { base: number; actor: string; now: number };

export async function loadSettings(client: ShopClient, shopId: string): Promise<StoredSettings> {
  const { version, value } = await selectNewestSettings(client, shopId);
  return { version, settings: mailSettings(value) };
}

/** Saves mail settings as a new version; the parts of the settings that others own stay as they are. */
export async function saveSettings(
  client: ShopClient,
  shopId: string,
  settings: MailSettings,
  change: SettingsChange,
): Promise<SettingsSaveOutcome> {
  return await addVersion(client, shopId, settings, 'settings.saved', change);
}

/** Makes an earlier version the newest again. */
export async function revertSettings(
  client: ShopClient,
  shopId: string,
  version: number,
  change: SettingsChange,
): Promise<SettingsSaveOutcome> {
  const row = await selectSettings(client, shopId, version);
  if (!row) return { outcome: 'not_found' };
  const settings = mailSettings(row.value);
  return await addVersion(
    client,
    shopId,
    settings,
    `settings.reverted_to_${String(version)}`,
    change,
  );
}

async function addVersion(
  client: ShopClient,
  shopId: string,
  settings: MailSettings,
  action: string,
  { base, actor, now }: SettingsChange,
): Promise<SettingsSaveOutcome> {
  const before = await selectNewestSettings(client, shopId);
  if (before.version !== base) return { outcome: 'conflict' };
  const known = mailSettings(before.value);
  if (base > 0 && JSON.stringify(known) === JSON.stringify(settings))
    return { outcome: 'unchanged' };
  const version = base + 1;
  const value = { ...before.value, ...settings };
  if (!(await insertSettings(client, shopId, { version, value }, actor, now)))
    return { outcome: 'conflict' };
  // The address may be of another domain now, which was never checked.
  await scheduleDomainCheck(client, shopId, now);
  const entry = { actor, action, subject: 'settings', before: known, after: settings };
  await recordAudit(client, shopId, entry, now);
  return { outcome: 'saved', version };
}
