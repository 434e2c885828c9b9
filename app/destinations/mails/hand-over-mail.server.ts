import type { EffectOutcome } from '#app/effects/effect-executor.server.ts';
import type { Mailer, OutgoingMail } from '#app/messages/delivery/mailer.ts';

/**
 * Hands an email to staff or to a help desk to the mail server. One that may have arrived is looked up by its Message-ID before
 * it is sent again; where the server cannot be asked it is sent again under the same id, because staff are better asked twice
 * than not at all.
 * @param tries how often it was tried before
 */
export async function handOverMail(
  mailer: Pick<Mailer, 'send' | 'lookup'>,
  mail: OutgoingMail,
  tries: number,
): Promise<EffectOutcome> {
  if (tries > 0 && (await hasArrived(mailer, mail))) return { state: 'done' };
  const sent = await mailer.send(mail);
  switch (sent.outcome) {
    case 'accepted':
      return { state: 'done', answer: sent.answer };
    case 'refused':
      return sent.permanent
        ? { state: 'failed', reason: 'refused', answer: sent.answer }
        : { state: 'retry', reason: 'try_again', answer: sent.answer };
    case 'unknown':
      return { state: 'retry', reason: 'mail_unavailable', answer: sent.reason };
  }
}

async function hasArrived(
  mailer: Pick<Mailer, 'lookup'>,
  { messageId }: OutgoingMail,
): Promise<boolean> {
  return (await mailer.lookup?.(messageId)) === 'accepted';
}
