import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { boundedRequest, type BodyKind } from '#app/platform/bounded-body.ts';
import type { Services } from '#app/services.server.ts';
import { requestTargetFault } from '#app/http/listener/request-target.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { API_KEY, API_SECRET } from '#tests/store/test-app.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';

const ROUTES = join(import.meta.dirname, '../../app/routes');
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36';

export type RouteModule = {
  loader?: (input: LoaderFunctionArgs) => Promise<unknown>;
  action?: (input: ActionFunctionArgs) => Promise<unknown>;
};

/** The routes of the app by the name of their file, as they are in the folder. */
export async function routeModules(): Promise<Map<string, RouteModule>> {
  const files = (await readdir(ROUTES)).filter((file) => /\.tsx?$/.test(file));
  const modules = files.map(async (file): Promise<[string, RouteModule]> => [
    file.replace(/\.tsx?$/, ''),
    (await import(join(ROUTES, file))) as RouteModule,
  ]);
  return new Map(await Promise.all(modules));
}

/** What a route is sent. */
export type RouteInput = {
  /** The path it is asked by, for a route that looks at it; with a query of its own. */
  path?: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  form?: Record<string, string>;
  /** Sent as it is instead of a form. */
  bytes?: Uint8Array;
};

export type RouteAnswer = { status: number; text: string; location?: string };

export type RouteCaller = {
  shop: string;
  services: Services;
  /** Null: without a session token. */
  staffId: string | null;
};

/**
 * Calls a loader (GET) or an action (POST) as the web process and Remix do; what either refuses, and what the route
 * throws as a Response, is an answer too.
 * @param kind what the route may be sent
 */
export async function callRoute(
  module: RouteModule,
  method: 'GET' | 'POST',
  input: RouteInput,
  caller: RouteCaller,
  kind: BodyKind = 'form',
): Promise<RouteAnswer> {
  const query = new URLSearchParams(input.query).toString();
  const headers = new Headers({ 'User-Agent': BROWSER });
  if (caller.staffId !== null)
    headers.set('Authorization', `Bearer ${tokenOf(caller.shop, caller.staffId)}`);
  const body = input.bytes ?? new URLSearchParams(input.form);
  const target = input.path ?? `/app?${query}`;
  const fault = requestTargetFault(target);
  if (fault !== null) return { status: 400, text: fault };
  const request = new Request(APP_URL + target, {
    method,
    headers,
    ...(method === 'POST' ? { body: body as BodyInit } : {}),
  });
  const { params = {} } = input;
  const handler = method === 'GET' ? module.loader : module.action;
  if (handler === undefined) throw new Error(`The route answers no ${method}.`);
  const bounded = boundedRequest(request, kind);
  if (bounded instanceof Response) return await answerOf(bounded);
  try {
    return await answerOf(
      await handler({ request: bounded, params, context: { services: caller.services } }),
    );
  } catch (thrown) {
    if (thrown instanceof Response) return await answerOf(thrown);
    throw thrown;
  }
}

async function answerOf(answer: unknown): Promise<RouteAnswer> {
  if (answer instanceof Response) {
    const location = answer.headers.get('Location') ?? undefined;
    return { status: answer.status, text: await answer.text(), location };
  }
  return { status: 200, text: JSON.stringify(answer) };
}

function tokenOf(shop: string, staffId: string): string {
  return sessionToken({
    shop,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    nowMs: Date.now(),
    staffId,
  });
}
