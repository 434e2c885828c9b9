import type { Mail } from '#tests/store/mailbox.ts';
import type { StoreRoute } from '#tests/store/routes.ts';
import type { Store } from '#tests/store/store.ts';

const TIMEOUT_MS = 10_000;

/** What a mail's List-Unsubscribe headers offer (RFC 2369, RFC 8058). */
type Unsubscribing = { kind: 'one-click'; url: string } | { kind: 'not_offered' };

/** `POST /mailbox/messages/:id/unsubscribe`: presses a mail's unsubscribe button as a mail service would. */
export function unsubscribeRoute(store: Store): StoreRoute {
  return async (request, { pathname }) => {
    const id = /^\/mailbox\/messages\/(\d+)\/unsubscribe$/.exec(pathname)?.[1];
    if (id === undefined || request.method !== 'POST') return undefined;
    const mail = await store.mailbox.get(Number(id));
    const offer = mail ? unsubscribing(mail.headers) : undefined;
    if (offer?.kind !== 'one-click')
      return Response.json({ outcome: 'not_offered' }, { status: 404 });
    const answer = await fetch(offer.url, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return Response.json({
      outcome: answer.ok ? 'unsubscribed' : 'refused',
      status: answer.status,
    });
  };
}

/** One-click needs both headers and an http(s) address between angle brackets. */
function unsubscribing(headers: Mail['headers']): Unsubscribing {
  const value = (name: string) =>
    headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  const url = /<(https?:[^>]+)>/.exec(value('list-unsubscribe'))?.[1];
  const isOneClick = value('list-unsubscribe-post').trim() === 'List-Unsubscribe=One-Click';
  return url !== undefined && isOneClick ? { kind: 'one-click', url } : { kind: 'not_offered' };
}
