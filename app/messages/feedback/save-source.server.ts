import { randomBytes } from 'node:crypto';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { PROVIDER_WORDS } from './feedback-providers.ts';
import { PROVIDER_RECORDS } from './providers/registry.server.ts';
import type { SourceIntent, SourceOutcome } from './save-source.ts';
import { deleteFeedbackSource, saveFeedbackSource } from './store/feedback-sources.server.ts';

const SECRET_BYTES = 32;
const HINT_LETTERS = 4;

/**
 * Lets a provider report, with the secret that it proves itself by, or ends that.
 * @param actor who asked for it
 * @param now epoch milliseconds
 */
export async function saveSource(
  client: ShopClient,
  shopId: string,
  wanted: SourceIntent,
  actor: string,
  now: number,
): Promise<SourceOutcome> {
  const { provider } = wanted;
  const subject = `feedback_source:${provider}`;
  if (wanted.intent === 'disconnect') {
    if (!(await deleteFeedbackSource(client, shopId, provider)))
      return { outcome: 'not_connected' };
    const entry = { actor, action: 'feedback_source.ended', subject, before: null, after: null };
    await recordAudit(client, shopId, entry, now);
    return { outcome: 'disconnected' };
  }
  const made = PROVIDER_WORDS[provider].isOurs
    ? randomBytes(SECRET_BYTES).toString('base64url')
    : null;
  const secret = made ?? wanted.secret;
  if (!PROVIDER_RECORDS[provider].isSecret(secret)) return { outcome: 'unusable_secret' };
  const hint = secret.replaceAll('=', '').slice(-HINT_LETTERS);
  await saveFeedbackSource(client, shopId, { provider, secret, hint, actor, now });
  const entry = { actor, action: 'feedback_source.set', subject, before: null, after: { hint } };
  await recordAudit(client, shopId, entry, now);
  return { outcome: 'connected', secret: made };
}
