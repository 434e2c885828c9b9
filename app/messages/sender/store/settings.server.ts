import type { ShopClient } from '#app/platform/db.server.ts';
import type { SettingsVersion } from '../save-settings.ts';

const VERSIONS_SHOWN = 20;

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

/** A version of the settings as it is stored; version 0 with nothing when there is none. */
export type SettingsRow = { version: number; value: object };

/** The newest version. */
export async function selectNewestSettings(
  client: ShopClient,
  shopId: string,
): Promise<SettingsRow> {
  const { rows } = await client.query<SettingsRow>(
    'select version, value from setting where shop_id = $1 order by version desc limit 1',
    [shopId],
  );
  return rows[0] ?? { version: 0, value: {} };
}

/** One version; null when there is none of this number. */
export async function selectSettings(
  client: ShopClient,
  shopId: string,
  version: number,
): Promise<SettingsRow | null> {
  const { rows } = await client.query<SettingsRow>(
    'select version, value from setting where shop_id = $1 and version = $2',
    [shopId, version],
  );
  return rows[0] ?? null;
}

/** Adds a version. @returns false when its number is taken: of two who save at once the second finds it so */
export async function insertSettings(
  client: ShopClient,
  shopId: string,
  { version, value }: SettingsRow,
  actor: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into setting (shop_id, version, value, changed_by, changed_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [shopId, version, JSON.stringify(value), actor, new Date(now)],
  );
  return rowCount === 1;
}
