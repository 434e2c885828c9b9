import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Environment } from '#app/platform/env.ts';
import { emailDomain } from '#app/lib/free-mail.ts';
import type { MailOperator } from './sending-domain.ts';

/** A development machine sends to itself; nothing is delivered to this name (RFC 2606). */
const DEVELOPMENT_ADDRESS = 'no-reply@tendril.example';
/** Shorter keys are refused by mail services. */
const FEWEST_BITS = 1_024;

/**
 * With what the operator sends mail.
 * @throws when the key cannot sign mail, saying what to give instead
 */
export function mailOperator({
  MAIL_FROM,
  MAIL_SPF_HOST,
  MAIL_DKIM_KEY,
  MAIL_BOUNCE_ADDRESS,
}: Pick<
  Environment,
  'MAIL_FROM' | 'MAIL_SPF_HOST' | 'MAIL_DKIM_KEY' | 'MAIL_BOUNCE_ADDRESS'
>): MailOperator {
  const address = MAIL_FROM ?? DEVELOPMENT_ADDRESS;
  return {
    address,
    spfHost: MAIL_SPF_HOST ?? emailDomain(address),
    bounceDomain: MAIL_BOUNCE_ADDRESS === undefined ? null : emailDomain(MAIL_BOUNCE_ADDRESS),
    key: MAIL_DKIM_KEY === undefined ? null : keyPair(MAIL_DKIM_KEY),
  };
}

function keyPair(base64: string): NonNullable<MailOperator['key']> {
  const privateKey = Buffer.from(base64, 'base64').toString();
  const key = privateKeyOf(privateKey);
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key?.asymmetricKeyType !== 'rsa' || bits < FEWEST_BITS)
    throw new Error(
      'MAIL_DKIM_KEY is no RSA key of 1,024 bits or more. Make one with: openssl genrsa 2048 | base64 -w0',
    );
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey: publicKey.toString('base64') };
}

function privateKeyOf(pem: string): ReturnType<typeof createPrivateKey> | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
