import type { SubmitOutcome } from '#app/applications/submit-application.ts';
import type { ShownBanner } from '#app/onsite/choose-banner.ts';
import {
  applicationInvalid,
  applicationNotTaken,
  applicationReceivedPage,
  sendOnceMore,
} from './application-page.ts';

/** What the storefront receives: JSON for our scripts, or the page that says the same. */
export type ProxyResponse = {
  status: number;
  body: { outcome?: string } | { banner: ShownBanner | null };
  headers?: Record<string, string>;
  /** What a browser shows that sent a form without a script. */
  page?: string;
};

/** Whether the sender shows the answer as a page: our scripts ask for JSON, and browsers for HTML. */
export function acceptsHtml(request: Request): boolean {
  const accept = request.headers.get('accept')?.toLowerCase() ?? '';
  return accept.includes('text/html') && !accept.includes('application/json');
}

/** What to answer to an application. */
export function applicationResponse(
  result: SubmitOutcome,
  form: URLSearchParams,
  realNow: number,
): ProxyResponse {
  switch (result.outcome) {
    case 'received':
      return { status: 200, body: result, page: applicationReceivedPage() };
    case 'too_many':
      return { status: 429, body: result };
    case 'invalid': {
      const { doubt, ...body } = result;
      const page = doubt ? sendOnceMore(form, realNow) : applicationInvalid(result.fields);
      return { status: 200, body, page };
    }
  }
}

/** The answer, which no cache may keep. */
export function responseOf(
  { status, body, headers = {}, page }: ProxyResponse,
  asPage: boolean,
): Response {
  const all = { 'Cache-Control': 'no-store', ...headers };
  if (!asPage) return Response.json(body, { status, headers: all });
  return new Response(page ?? applicationNotTaken('outcome' in body ? (body.outcome ?? '') : ''), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      ...all,
    },
  });
}
