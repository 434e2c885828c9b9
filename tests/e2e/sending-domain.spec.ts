import { expectAccessible, expectPhone } from './accessible.ts';
import { openAdmin, saveBarOf } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

// The sender of the shop changes.
test.use({ environment: 'sending-domain' });

test('the page says what is missing and what to paste, and a check after that finds it', async ({
  page,
  stack,
}) => {
  const { store, dns } = stack;
  const empty = await openAdmin(page, store, '/app/settings/domain');
  await expect(empty.getByRole('heading', { name: 'Send from your own domain' })).toBeVisible();
  const settings = await openAdmin(page, store, '/app/settings');
  await settings.getByLabel('Sender email address').fill('hello@fern.example');
  await settings.getByLabel('Postal address').fill('1 Fell Lane, Kendal');
  await saveBarOf(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await stack.passTime(1);

  const admin = await openAdmin(page, store, '/app/settings/domain');
  await admin.getByRole('button', { name: /^Check (now|again)$/ }).click();
  const values = admin.getByRole('textbox', { name: 'Value' });
  await expect(values.first()).toHaveValue('v=spf1 include:tendril.example ~all');
  const pasted = await Promise.all([0, 1, 2].map((nth) => values.nth(nth).inputValue()));
  const names = admin.getByRole('textbox', { name: 'Name (TXT record)' });
  const hosts = await Promise.all([0, 1, 2].map((nth) => names.nth(nth).inputValue()));
  await expect(admin.getByText('Missing', { exact: true })).toHaveCount(4);
  await expectAccessible(page, 'iframe[title="Tendril"]');
  await expectPhone(page, admin);

  const campaign = await openAdmin(page, store, '/app/campaigns/new');
  await expect(campaign.getByText(/may refuse these emails/)).toBeVisible();
  await campaign.getByRole('link', { name: 'Show what is missing' }).click();
  await expect(campaign.getByRole('heading', { level: 1 })).toHaveText('Sending domain');

  for (const [nth, host] of hosts.entries()) dns.zone.set(host, [pasted[nth] ?? '']);
  dns.zone.set('tendril.example', ['v=spf1 ip4:192.0.2.1 -all']);
  dns.mx.set('fern.example', ['mx.fern.example']);
  await stack.passTime(1);
  const again = await openAdmin(page, store, '/app/settings/domain');
  await again.getByRole('button', { name: 'Check again' }).click();
  await expect(again.getByText('Verified', { exact: true })).toBeVisible();
  await expect(again.getByText('OK', { exact: true })).toHaveCount(4);
  await expect(again.getByText('Not met', { exact: true })).toHaveCount(0);
});
