import { createPublicKey } from 'node:crypto';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadSettings } from '#app/messages/sender/save-settings.server.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import { domainSubject, type DomainSubject } from './domain-subject.ts';

/** The domain that a shop wants to send from, and what its DNS has to say; null when there is none to check. */
export async function loadDomainSubject(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
): Promise<DomainSubject | null> {
  const { settings } = await loadSettings(client, shopId);
  return domainSubject(shopId, settings.sender, operator, bitsOf(operator));
}

function bitsOf({ key }: MailOperator): number {
  if (key === null) return 0;
  const publicKey = Buffer.from(key.publicKey, 'base64');
  const { asymmetricKeyDetails } = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  return asymmetricKeyDetails?.modulusLength ?? 0;
}
