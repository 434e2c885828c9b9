import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseIntent } from './parse-intent.ts';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('restore'), version: z.coerce.number().int().min(1) }),
]);

function formOf(fields: Record<string, string>): Request {
  const body = new URLSearchParams(fields);
  return new Request('https://app.example', { method: 'POST', body });
}

test('a form is read by its schema', async () => {
  const form = formOf({ intent: 'restore', version: '3', more: 'x' });
  expect(await parseIntent(form, Intent)).toEqual({ intent: 'restore', version: 3 });
});

test.each([
  ['without an intent', {}],
  ['with an intent that the page does not know', { intent: 'drop' }],
  ['with a field that is none of its values', { intent: 'restore', version: '0' }],
])('a form %s is refused with 400 and what to do', async (_, fields) => {
  const refused = await parseIntent(formOf(fields), Intent).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Response);
  const response = refused as Response;
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Reload the page');
});
