import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { SettingsSaveOutcome, SettingsVersion } from './save-settings.ts';
import { mailSettings, type MailSettings } from './mail-settings.ts';
import { scheduleDomainCheck } from './sending-domains.server.ts';

export type StoredSettings = { version: number; settings: MailSettings };

/** Who changes the settings, having seen which version, and when. */
export type SettingsChange = { base: number; actor: string; now: number };

const VERSIONS_SHOWN = 20;

export async function loadSettings(client: ShopClient, shopId: string): Promise<StoredSettings> {
  const { version, value } = await newest(client, shopId);
  return { version, settings: mailSettings(value) };
}

/** Whether the shop is a development store, which has a setting of its own. */
export async function isDevelopmentStore(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(
    'select is_development as yes from shop where id = $1',
    [shopId],
  );
  return rows[0]?.yes ?? false;
}

/** The newest versions, newest first. */
export async function settingsVersions(
  client: ShopClient,
  shopId: string,
): Promise<SettingsVersion[]> {
  const { rows } = await client.query<SettingsVersion>(
    `select version, changed_by as "changedBy", changed_at as "changedAt"
       from setting where shop_id = $1 order by version desc limit $2`,
    [shopId, VERSIONS_SHOWN],
  );
  return rows;
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
  const { rows } = await client.query<{ value: unknown }>(
    'select value from setting where shop_id = $1 and version = $2',
    [shopId, version],
  );
  const [row] = rows;
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
  const before = await newest(client, shopId);
  if (before.version !== base) return { outcome: 'conflict' };
  const known = mailSettings(before.value);
  if (base > 0 && JSON.stringify(known) === JSON.stringify(settings))
    return { outcome: 'unchanged' };
  const version = base + 1;
  const { rowCount } = await client.query(
    `insert into setting (shop_id, version, value, changed_by, changed_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [shopId, version, JSON.stringify({ ...before.value, ...settings }), actor, new Date(now)],
  );
  // Of two who save at once the second finds the number taken.
  if (rowCount === 0) return { outcome: 'conflict' };
  // The address may be of another domain now, which was never checked.
  await scheduleDomainCheck(client, shopId, now);
  const entry = { actor, action, subject: 'settings', before: known, after: settings };
  await recordAudit(client, shopId, entry, now);
  return { outcome: 'saved', version };
}

async function newest(
  client: ShopClient,
  shopId: string,
): Promise<{ version: number; value: object }> {
  const { rows } = await client.query<{ version: number; value: object }>(
    'select version, value from setting where shop_id = $1 order by version desc limit 1',
    [shopId],
  );
  return rows[0] ?? { version: 0, value: {} };
}
