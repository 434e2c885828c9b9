import pg from 'pg';
import { expectPhone } from './accessible.ts';
import { openAdmin, openAdminAs } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

const EMAIL = 'stuck@shopper.example';
const MARKETER = '4';

/** Puts people's data into a state that no event makes, and takes it back. */
const BREAK = {
  run: `update journey_run set step_id = 'lost', wake_at = to_timestamp(0) from profile
         where profile.email = $1 and profile_id = profile.id and journey_key = 'abandoned-basket'`,
  score: `update profile set next_change_at = to_timestamp(0),
            state = jsonb_set(state::jsonb, '{signals,product_viewed}', '7')::json where email = $1`,
};
const MEND = {
  run: BREAK.run.replace('lost', 'wait-1').replace('to_timestamp(0)', 'null'),
  score: `update profile set state = (state::jsonb #- '{signals,product_viewed}')::json where email = $1`,
};

test('runs and scores that failed are shown with the reason, and a marketer tries them again', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  const owner = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  try {
    await owner.query(
      `insert into staff_member (shop_id, staff_id, role, first_seen_at, last_seen_at)
       select id, $1, 'marketer', installed_at, installed_at from shop`,
      [MARKETER],
    );
    const [variantId = ''] = store.shop.productsByVariant.keys();
    store.shop.startCheckout({ lines: [{ variantId, quantity: 1 }], email: EMAIL });
    await stack.settled();
    await owner.query(BREAK.run, [EMAIL]);

    const admin = await openAdminAs(page, store, MARKETER, '/app/problems?tab=runs');
    await expect(admin.getByText('No failed journey runs')).toBeVisible();
    // Whatever happens in the shop makes the worker look at what is due.
    store.shop.createCustomer({ email: 'passing@shopper.example' });
    const run = admin.getByRole('row').filter({ hasText: EMAIL });
    await expect(run).toContainText('Abandoned cart');
    await expect(run).toContainText('The step does not exist in this version of the journey');
    await expectPhone(page, admin);
    await owner.query(MEND.run, [EMAIL]);
    await admin.getByRole('button', { name: 'Try the run of Abandoned cart again' }).click();
    await expect(page.getByText('Trying 1 again')).toBeVisible();
    await expect(admin.getByText('No failed journey runs')).toBeVisible();

    await stack.settled();
    await owner.query(BREAK.score, [EMAIL]);
    await openAdmin(page, store, '/app/problems?tab=profiles');
    store.shop.createCustomer({ email: 'passing-too@shopper.example' });
    const score = admin.getByRole('row').filter({ hasText: EMAIL });
    await expect(score).toContainText('An error in the app');
    await expectPhone(page, admin);
    await owner.query(MEND.score, [EMAIL]);
    await admin.getByRole('button', { name: 'Calculate the score again' }).click();
    await expect(admin.getByText('No failed scores')).toBeVisible();
  } finally {
    await owner.end();
  }
});
