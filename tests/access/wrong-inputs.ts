import { listParam } from '#app/lib/list-view.ts';
import type { RouteInput } from './call-route.ts';

/** Texts that no field of any form expects. */
const HOSTILE = ['', '\u0000', '-1', '{"all":[', '💥'.repeat(3_000)];
/** Parameters that pages read from their address; a page that does not know one passes over it. */
const QUERY_NAMES = [
  ...['page', 'search', 'sort', 'direction', 'tab', 'show', 'shown', 'stage', 'topic', 'event'],
  ...['at', 'until', 'version', 'platform', 'consent', 'days', 'step', 'name', 'bytes'],
  ...['state', 'band', 'after', 'before', 'actor', 'group', 'from', 'to', 'kind'],
  // Lists that stand beside another one on their page.
  ...['values', 'fields', 'overlap', 'versions'].flatMap((list) =>
    ['search', 'sort', 'direction', 'page'].map((name) => listParam(list, name)),
  ),
];

export type WrongInput = { name: string; input: RouteInput };

/** What is made of a right input by spoiling one part of it, and inputs that have nothing of it. */
export function wrongInputs(method: 'GET' | 'POST', right: RouteInput): WrongInput[] {
  const parts = ['params', 'query', 'form'] as const;
  const spoiled = parts.flatMap((part) =>
    Object.keys(right[part] ?? {}).flatMap((field) =>
      HOSTILE.map((text) => ({
        name: `${part}.${field} = ${JSON.stringify(text.slice(0, 20))}`,
        input: { ...right, [part]: { ...right[part], [field]: text } },
      })),
    ),
  );
  const asked = HOSTILE.map((text) => ({
    name: `every parameter = ${JSON.stringify(text.slice(0, 20))}`,
    input: { ...right, query: Object.fromEntries(QUERY_NAMES.map((name) => [name, text])) },
  }));
  if (method === 'GET') return [...spoiled, ...asked];
  const without = Object.keys(right.form ?? {}).map((field) => ({
    name: `without form.${field}`,
    input: {
      ...right,
      form: Object.fromEntries(Object.entries(right.form ?? {}).filter(([name]) => name !== field)),
    },
  }));
  return [...spoiled, ...without];
}

/** What no action can take for its form. */
export function nonsense(right: RouteInput): WrongInput[] {
  return [
    { name: 'an empty form', input: { ...right, query: {}, form: {} } },
    {
      name: 'an unknown intent',
      input: { ...right, query: { step: 'none' }, form: { intent: 'none' } },
    },
    {
      name: 'bytes that are no form',
      input: { ...right, query: {}, bytes: Buffer.from([0, 255, 254, 1]) },
    },
  ];
}
