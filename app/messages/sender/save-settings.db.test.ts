import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { loadSender } from '#app/messages/delivery/load-sender.server.ts';
import { mailSettings } from './mail-settings.ts';
import { loadSettings, revertSettings, saveSettings } from './save-settings.server.ts';
import { settingsVersions } from './store/settings.server.ts';

const operator = {
  address: 'mail@operator.example',
  spfHost: 'operator.example',
  bounceDomain: null,
  key: null,
};
const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');
const first = mailSettings({
  sender: { name: 'Fern', address: 'mail@fern.example' },
  postalAddress: '1 Fell Lane, Kendal',
});
const second = { ...first, quietHours: null };

function by(base: number, actor = 'ann') {
  return { base, actor, now: NOW + base };
}

test('saved settings are what mails are sent by, each version with who and when', async () => {
  const shop = await installedShop(db.pool);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await loadSettings(client, shop.id)).toEqual({ version: 0, settings: mailSettings({}) });
    expect(await saveSettings(client, shop.id, first, by(0))).toEqual({
      outcome: 'saved',
      version: 1,
    });
    expect(await saveSettings(client, shop.id, second, by(1, 'bob'))).toMatchObject({ version: 2 });
    expect(await settingsVersions(client, shop.id)).toEqual([
      { version: 2, changedBy: 'bob', changedAt: NOW + 1 },
      { version: 1, changedBy: 'ann', changedAt: NOW },
    ]);
    const sender = await loadSender(client, shop.id, operator);
    // The domain is not proven, so answers alone go there.
    expect(sender.from).toEqual({ name: 'Fern', address: operator.address });
    expect(sender.rules.quietHours).toBeNull();
  });
  const { rows } = await db.owner.query(
    'select actor, action from audit where shop_id = $1 order by at',
    [shop.id],
  );
  expect(rows).toEqual([
    { actor: 'ann', action: 'settings.saved' },
    { actor: 'bob', action: 'settings.saved' },
  ]);
});

test('of two people who save the same version at once, one gets a conflict and nothing is lost', async () => {
  const shop = await installedShop(db.pool);
  const outcomes = await Promise.all(
    [first, second].map((settings) =>
      inShop(db.pool, shop.id, (client) => saveSettings(client, shop.id, settings, by(0))),
    ),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved']);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await saveSettings(client, shop.id, second, by(7))).toEqual({ outcome: 'conflict' });
    expect(await settingsVersions(client, shop.id)).toHaveLength(1);
  });
});

test('an earlier version comes back as a new one', async () => {
  const shop = await installedShop(db.pool);
  await inShop(db.pool, shop.id, async (client) => {
    await saveSettings(client, shop.id, first, by(0));
    await saveSettings(client, shop.id, second, by(1));
    expect(await revertSettings(client, shop.id, 1, by(2))).toEqual({
      outcome: 'saved',
      version: 3,
    });
    expect((await loadSettings(client, shop.id)).settings).toEqual(first);
    expect(await revertSettings(client, shop.id, 1, by(3))).toEqual({ outcome: 'unchanged' });
    expect(await revertSettings(client, shop.id, 9, by(3))).toEqual({ outcome: 'not_found' });
  });
});

test('what others keep in the settings survives, and other shops see nothing of it', async () => {
  const shop = await installedShop(db.pool);
  const other = await installedShop(db.pool);
  await inShop(db.pool, shop.id, async (client) => {
    await client.query(
      `insert into setting (shop_id, version, value, changed_by, changed_at)
       values ($1, 1, '{"theme":"dark"}', 'ann', now())`,
      [shop.id],
    );
    await saveSettings(client, shop.id, first, by(1));
    const { rows } = await client.query(
      "select value->>'theme' as theme from setting where shop_id = $1 and version = 2",
      [shop.id],
    );
    expect(rows).toEqual([{ theme: 'dark' }]);
  });
  await inShop(db.pool, other.id, async (client) => {
    expect((await loadSettings(client, other.id)).version).toBe(0);
    expect(await settingsVersions(client, shop.id)).toEqual([]);
  });
});
