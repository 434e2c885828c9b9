import type { Permission } from '#app/access/permissions.ts';
import type { RouteIds } from './access-fixtures.ts';
import type { RouteInput } from './call-route.ts';

/** One way to ask a route for something. */
export type RouteCase = {
  needs: Permission;
  input?: (ids: RouteIds) => RouteInput;
  /** Of a loader: whether its response holds personal data, for staff who may see people. */
  isPersonal?: boolean;
  /** Of a loader without personal data in clear: that it leaves a row in the audit log all the same. */
  isAudited?: boolean;
  /** Of an action: whether it changes stored data. `job` only enqueues a job. */
  leaves?: 'change' | 'job' | 'nothing';
};

/** In an order in which each finds what it needs. */
export type RouteCases = { GET?: RouteCase[]; POST?: RouteCase[] };

/** A public request, and its response. */
export type PublicRouteCase = { route: string; path: string; status: number; location?: string };

/** An action that changes stored data. */
export function change(needs: Permission, input: (ids: RouteIds) => RouteInput): RouteCase {
  return { needs, input, leaves: 'change' };
}

/** A form that names no id. */
export function sent(form: Record<string, string>): (ids: RouteIds) => RouteInput {
  return () => ({ form });
}
