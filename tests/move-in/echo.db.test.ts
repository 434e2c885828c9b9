import { expect, test } from 'vitest';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import type { ColumnMapping } from '#app/imports/csv/fields.ts';
import {
  CUSTOMER_ID,
  customerPayload,
  emailConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { importText } from './import-text.ts';

const db = await testDatabase();
const OWN_AT = SEEN_AT + DAY - MINUTE;
const EMAIL = 'ada@shop.example';
const CONTACTS: ColumnMapping = ['email', 'emailState', 'emailAt', 'emailSource'];

async function contact(shopId: string, state: string, date: string, now: number): Promise<void> {
  const text = `Email,State,Since,Where\n${EMAIL},${state},${date},Market stall\n`;
  await importText(db.pool, shopId, text, CONTACTS, now);
}

async function held(shopId: string): Promise<unknown> {
  const { rows } = await db.owner.query(
    `select state, opted_in_at as "optedInAt", acts -> 'act' as act from address_consent where shop_id = $1`,
    [shopId],
  );
  return rows;
}

test('a claim of a file that Shopify sends back is no act of the address, which opts in by one of its own', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const known = { email: EMAIL, phone: null, default_address: null };
  await receive(db.pool, shopId, 'customers/create', customerPayload(known), 'ada');
  await drainAt(db.pool, shopId, SEEN_AT);
  await contact(shopId, 'subscribed', '2026-09-21T10:10:00.345Z', SEEN_AT + MINUTE);
  const { rows: sent } = await db.owner.query<{ payload: { state: string; at: number } }>(
    `select payload from effect where shop_id = $1 and kind = 'sync_consent'`,
    [shopId],
  );
  expect(sent).toMatchObject([{ payload: { state: 'subscribed' } }]);
  const echo = {
    ...emailConsentPayload(),
    customer_id: Number(CUSTOMER_ID),
    email_address: EMAIL,
    email_marketing_consent: {
      state: 'subscribed',
      opt_in_level: 'single_opt_in',
      consent_updated_at: '2026-09-21T10:10:00Z',
    },
  };
  const topic = 'customers_email_marketing_consent/update';
  await receive(db.pool, shopId, topic, echo, 'echo', SEEN_AT + 2 * MINUTE);
  await drainAt(db.pool, shopId, SEEN_AT + 2 * MINUTE);
  expect(await held(shopId)).toEqual([{ state: 'subscribed', optedInAt: null, act: null }]);
  await contact(shopId, 'unsubscribed', '2026-09-11T10:10:00Z', SEEN_AT + 3 * MINUTE);
  expect(await held(shopId)).toMatchObject([{ state: 'unsubscribed' }]);
  const later = {
    ...echo,
    email_marketing_consent: {
      ...echo.email_marketing_consent,
      consent_updated_at: new Date(OWN_AT).toISOString(),
    },
  };
  await receive(db.pool, shopId, topic, later, 'own', SEEN_AT + DAY);
  await drainAt(db.pool, shopId, SEEN_AT + DAY);
  expect(await held(shopId)).toMatchObject([{ state: 'subscribed', optedInAt: new Date(OWN_AT) }]);
});
