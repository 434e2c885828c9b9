import { applyForWholesale, type ApplicantNumber } from '#tests/demo/applicants.ts';
import { expectPhone } from './accessible.ts';
import { openAdmin } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

/** Of Germany with over 100,000 a year, of the Netherlands with 5,000, and of Britain with less. */
const [NORDLICHT, POLDER, FLIPSIDE] = ['Nordlicht Handel GmbH', 'Polder & Co', 'Flipside Trading'];
const APPLICANTS: ApplicantNumber[] = [2, 3, 4];

test('applications are searched and sorted, and the way back shows the same list', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  for (const number of APPLICANTS) await applyForWholesale(store, number, Date.now());
  await stack.settled();
  const admin = await openAdmin(page, store, '/app/wholesale');
  // Other tests apply in the same shop.
  const companies = admin
    .getByRole('row')
    .getByRole('link')
    .filter({ hasText: /^(Nordlicht|Polder|Flipside)/ });
  await expect(companies).toHaveText([NORDLICHT, POLDER, FLIPSIDE]);
  await admin.getByRole('button', { name: 'Waiting since' }).click();
  await expect(companies).toHaveText([FLIPSIDE, POLDER, NORDLICHT]);
  await admin.getByRole('button', { name: 'Country' }).click();
  await expect(companies).toHaveText([POLDER, FLIPSIDE, NORDLICHT]);

  const search = admin.getByLabel('Search applications');
  await search.fill('greta BRANDT');
  await expect(companies).toHaveText([NORDLICHT]);
  await companies.first().click();
  await expect(admin.getByRole('heading', { level: 1 })).toContainText(NORDLICHT);
  await page.goBack();
  await expect(search).toHaveValue('greta BRANDT');
  await expect(companies).toHaveText([NORDLICHT]);

  await search.fill('lanterns of no one');
  await expect(admin.getByText('No applications match “lanterns of no one”.')).toBeVisible();
  await search.fill('');
  await expect(companies).toHaveText([POLDER, FLIPSIDE, NORDLICHT]);
  await expectPhone(page, admin);
  await page.reload();
  await expect(companies).toHaveText([POLDER, FLIPSIDE, NORDLICHT]);
});
