import pg from 'pg';
import { expectPhone } from './accessible.ts';
import { goTo, openAdmin } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

test.use({ environment: 'journeys' });

const JOURNEY = '/app/journeys/abandoned-basket';

/** The store has the journey as an earlier version of the app shipped it. */
const FROM_AN_EARLIER_APP = `update definition set live_version = 1, gallery_version = 1
  where kind = 'journey' and key = 'abandoned-basket'`;

test('a journey is archived with a way back, and says what that means for the people in it', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store, JOURNEY);
  const archived = admin.getByText('No more people enter');
  await admin.getByRole('button', { name: 'Archive' }).click();
  await expect(archived).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(archived).toBeHidden();

  await admin.getByRole('button', { name: 'Archive' }).click();
  await expect(archived).toBeVisible();
  await goTo(page, 'Journeys');
  await expect(
    admin.getByRole('row', { name: /Abandoned cart/ }).getByText('Archived'),
  ).toBeVisible();
  await admin.getByRole('link', { name: 'Abandoned cart' }).click();
  await admin.getByRole('button', { name: 'Restore' }).click();
  await expect(archived).toBeHidden();
});

test('an update of a journey is offered with its difference, kept off, offered again and taken', async ({
  page,
  stack,
}) => {
  const owner = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  try {
    await owner.query(FROM_AN_EARLIER_APP);
  } finally {
    await owner.end();
  }
  const admin = await openAdmin(page, stack.store, JOURNEY);
  const offer = admin.getByText('Update available for journey “Abandoned cart”');
  await expect(offer).toBeVisible();
  await admin.getByRole('button', { name: 'Show changes' }).click();
  await expect(admin.getByText(/Version 1\./)).toBeVisible();
  await expectPhone(page, admin);

  await admin.getByRole('button', { name: 'Keep current version' }).click();
  await expect(offer).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await admin.getByRole('button', { name: 'Use update' }).click();
  await expect(offer).toBeHidden();
  await expect(admin.getByText(/Version 4\./)).toBeVisible();
});
