import type { AccountChange } from '#app/events/account-change.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { DomainEvent, DataIssue } from '#app/events/event.ts';
import { readPayload } from '#app/events/inbox/read-delivery.ts';
import type { ImportKind } from './import-run.ts';
import type { JsonlGroup } from './jsonl-groups.ts';
import { webhooksOf } from './webhook-payloads.ts';

/** A webhook, made of an object of a bulk file, that could not be used. */
export type Unusable = { topic: string; body: Uint8Array; reason: string };

/** What an object of a bulk file says. */
export type ParsedGroup = {
  events: DomainEvent[];
  catalog: CatalogChange[];
  accounts: AccountChange[];
  /** Values beside the point that could not be read. */
  dataIssues: DataIssue[];
  unusable: Unusable[];
};

const utf8 = new TextEncoder();

/**
 * Reads an object of a bulk file as the webhooks about it are read. Never throws.
 * @param receivedAt when it is read, epoch milliseconds
 */
export function readGroup(
  kind: ImportKind,
  group: JsonlGroup,
  shop: { currency: string; countsTestOrders: boolean },
  receivedAt: number,
): ParsedGroup {
  const parsed: ParsedGroup = {
    events: [],
    catalog: [],
    accounts: [],
    dataIssues: [],
    unusable: [],
  };
  const { currency: shopCurrency, countsTestOrders } = shop;
  const context = { triggeredAt: null, receivedAt, isRecord: true, shopCurrency, countsTestOrders };
  for (const { topic, payload } of webhooksOf(kind, group, countsTestOrders)) {
    const delivery = { ...context, topic };
    const read = readPayload(payload, delivery);
    if (read.outcome === 'read') {
      parsed.events.push(...read.events);
      parsed.catalog.push(...read.catalog);
      parsed.accounts.push(...read.accounts);
      parsed.dataIssues.push(...read.dataIssues);
    } else {
      const reason = read.outcome === 'unusable' ? read.reason : 'topic: expected a known one';
      parsed.unusable.push({ topic, body: utf8.encode(JSON.stringify(payload)), reason });
    }
  }
  return parsed;
}
