import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShopChangeKind } from '#app/events/shop-change.ts';
import { deleteIssueSamples } from '#app/events/store/data-issues.server.ts';
import { deleteReadyEffects } from '#app/effects/store/effects-of-person.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { COMPLIANCE_TERM_MS, RECHECK_MS, type ComplianceTopic } from './compliance-request.ts';
import { identifiersInRequest } from './person-identifiers.ts';
import { rememberErased } from './store/erased-identifiers.server.ts';
import { deleteOpenRuns } from './store/held-rows.server.ts';
import { effectsOfPerson } from './store/person-rows.server.ts';
import { insertRequest } from './store/received-requests.server.ts';
import { findPerson } from './find-person.server.ts';
import { scheduleRequestCheck } from './store/schedule-request-check.server.ts';

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
  const isNew = await insertRequest(client, shopId, {
    key,
    topic,
    request,
    receivedAt,
    dueAt: receivedAt + COMPLIANCE_TERM_MS,
    customerCode: who === undefined ? null : codes.codeOf(shopId, who.kind, who.value).slice(0, 12),
  });
  if (!isNew) return;
  if (topic === 'customers/redact' || topic === 'customers/delete') {
    const person = await findPerson(client, shopId, requested);
    await rememberErased(client, shopId, codes, person.identifiers, now);
    await deleteReadyEffects(client, effectsOfPerson(shopId, person));
    await deleteOpenRuns(client, shopId, person.profileIds);
    // Whose value a sample is cannot be known, so all of them go.
    await deleteIssueSamples(client, shopId);
  }
  await scheduleRequestCheck(client, shopId, now + RECHECK_MS);
  await enqueueJob(client, shopId, 'privacy');
}
