import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShopChangeKind } from '#app/events/shop-change.ts';
import { deleteIssueSamples } from '#app/events/inbox/data-issues.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { COMPLIANCE_TERM_MS, RECHECK_MS, type ComplianceTopic } from '../compliance-request.ts';
import { identifiersInRequest, type PersonIdentifiers } from '../person-identifiers.ts';
import { rememberErased } from './erased-identifiers.server.ts';
import { findPerson } from './find-person.server.ts';
import { scheduleRequestCheck } from './schedule-request-check.server.ts';
import { effectsOfPerson } from './person-rows.server.ts';

type ComplianceRequest = { topic: ComplianceTopic; request: unknown };

/**
 * Stores a privacy request and starts the work, in the transaction of its delivery; for an uninstalled shop as
 * well. A person who is to be erased is suppressed at once: nothing that is scheduled goes out, and nothing that
 * is received of them later counts. A known key changes nothing. The caller has claimed the shop.
 * @param delivery `receivedAt` is epoch milliseconds
 */
export async function receiveRequest(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  { topic, request }: ComplianceRequest | (ShopChangeKind & { kind: 'compliance_request' }),
  { key, receivedAt }: { key: string; receivedAt: number },
  now: number,
): Promise<void> {
  const requested = identifiersInRequest(request);
  const [who] = requested;
  const { rowCount } = await client.query(
    `insert into compliance_duty (shop_id, delivery_key, topic, request, received_at, due_at, customer_code)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, delivery_key) do nothing`,
    [
      shopId,
      key,
      topic,
      JSON.stringify(request),
      new Date(receivedAt),
      new Date(receivedAt + COMPLIANCE_TERM_MS),
      who === undefined ? null : codes.codeOf(shopId, who.kind, who.value).slice(0, 12),
    ],
  );
  if (rowCount !== 1) return;
  if (topic === 'customers/redact' || topic === 'customers/delete') {
    const person = await findPerson(client, shopId, requested);
    await rememberErased(client, shopId, codes, person.identifiers, now);
    await stopSending(client, shopId, person);
    // Whose value a sample is cannot be known, so all of them go.
    await deleteIssueSamples(client, shopId);
  }
  await scheduleRequestCheck(client, shopId, now + RECHECK_MS);
  await enqueueJob(client, shopId, 'privacy');
}

async function stopSending(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<void> {
  const theirs = effectsOfPerson(shopId, person);
  await client.query(`delete from effect where ${theirs.sql} and state = 'ready'`, theirs.values);
  await client.query(
    'delete from journey_run where shop_id = $1 and profile_id = any($2) and ended_at is null',
    [shopId, person.profileIds],
  );
}
