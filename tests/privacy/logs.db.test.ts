import { expect, test } from 'vitest';
import { drain } from '#app/engine/drain.server.ts';
import { webhooksHandler } from '#app/http/webhooks.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { runPrivacyRequests } from '#app/privacy/run-requests.server.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import {
  addCart,
  addPerson,
  askForMail,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { receive } from '#tests/setup/received-deliveries.ts';
import { openWebhooks, webhookRequest } from '#tests/setup/webhook-visits.ts';
import { byteSearch } from './canary.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const ADA = {
  email: 'canary.ada@lovelace.example',
  phone: '+442079460018',
  id: 6940095777001,
  name: 'CanaryAda',
};
const CUSTOMER = customerPayload({
  id: ADA.id,
  admin_graphql_api_id: `gid://shopify/Customer/${String(ADA.id)}`,
  email: ADA.email,
  phone: ADA.phone,
  first_name: ADA.name,
  default_address: null,
});

test('no line that web and worker log names a person, whatever fails while they are served and erased', async () => {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  const { pool, shopId, mailServices, clock } = environment;
  const services = {
    pool,
    clock,
    logger,
    heartbeat: mailServices.heartbeat,
    policyOf,
    ring: testKeyRing(),
  };
  const refuse = async (table: string, condition: string, work: () => Promise<unknown>) => {
    await db.owner.query(
      `alter table ${table} add constraint killed check (${condition}) not valid`,
    );
    await work();
    await db.owner.query(`alter table ${table} drop constraint killed`);
  };
  const { rows } = await db.owner.query<{ domain: string }>('select domain from shop');
  const domain = rows[0]?.domain ?? '';

  // The web process: a webhook about the person that cannot be stored, then one that can.
  const body = JSON.stringify(CUSTOMER);
  const webhooks = { ...openWebhooks(db).services(pool), clock, logger };
  const take = (webhookId: string) => {
    const headers = {
      'x-shopify-topic': 'customers/create',
      'x-shopify-webhook-id': webhookId,
      'x-shopify-triggered-at': new Date(NOON).toISOString(),
    };
    return webhooksHandler(webhookRequest(domain, { body, headers }), webhooks);
  };
  await refuse('inbox', 'octet_length(body) < 10', async () => {
    expect((await take('w-1')).status).toBeGreaterThanOrEqual(400);
  });
  expect((await take('w-2')).status).toBe(200);

  // The worker: a delivery that cannot be applied, and mails that the server refuses or that cannot be written.
  await refuse('profile', `email <> '${ADA.email}'`, () => drain(services, shopId));
  await receive(pool, shopId, 'customers/update', CUSTOMER, 'w-3', NOON);
  await drain(services, shopId);
  const person = await addPerson(environment, { email: ADA.email });
  await askForMail(environment, person, await addCart(environment, person.id));
  Object.assign(environment.sink.faults, {
    rejectShare: 1,
    rejectCode: 550,
    rejectAt: 'recipient',
  });
  await deliverMails({ ...mailServices, log: logger }, shopId);
  await askForMail(environment, person, await addCart(environment, person.id));
  const renderer = createRenderer();
  const broken = { ...renderer, prepare: () => renderer.prepare([]) };
  await deliverMails({ ...mailServices, log: logger, renderer: broken }, shopId);

  // And their erasure, which is killed once.
  const request = complianceRequestPayload({
    shop_domain: domain,
    customer: { id: ADA.id, email: ADA.email, phone: ADA.phone },
    orders_to_redact: [],
  });
  await receive(pool, shopId, 'customers/redact', request, 'redact', NOON);
  await drain(services, shopId);
  clock.set(NOON + MINUTE);
  await refuse('compliance_duty', 'done_at is null', async () => {
    await expect(runPrivacyRequests(services, shopId)).rejects.toThrow('killed');
  });
  await runPrivacyRequests(services, shopId);

  const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(said).toEqual(
    expect.arrayContaining([
      'webhook not stored',
      'quarantined after an error',
      'a mail could not be written',
      'privacy request worked on',
    ]),
  );
  const named = [ADA.email, ADA.phone, String(ADA.id), ADA.name];
  expect(lines.filter((line) => named.some((text) => line.includes(text)))).toEqual([]);
  expect(await byteSearch(db.owner, named)).toEqual([]);
});
