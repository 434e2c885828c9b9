import { useLoaderData } from '@remix-run/react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Outlet } from 'react-router-dom';
import { expect, test } from 'vitest';
import type { Permission } from '#app/access/permissions.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { drawRoutes, standInAppBridge, standInSaveBar } from '#tests/setup/draw-part.tsx';
import {
  readRetentionForm,
  RETENTION_KINDS,
  RETENTION_LIMITS,
  RetentionPeriodsForm,
  type RetentionPeriods,
} from '../retention-periods.ts';
import { RetentionPage } from './retention-page.tsx';

const PERIODS = Object.fromEntries(
  RETENTION_KINDS.map((kind) => [kind, RETENTION_LIMITS[kind].most]),
) as RetentionPeriods;

function Page() {
  return <RetentionPage periods={useLoaderData<RetentionPeriods>()} />;
}

/** The page, for a member of staff who may do this; what is saved is kept in `stored`. */
async function draw(...permissions: Permission[]) {
  const { toast } = standInAppBridge();
  const saveBar = standInSaveBar();
  let stored = PERIODS;
  const page = {
    path: 'retention',
    Component: Page,
    loader: () => stored,
    action: async ({ request }: { request: Request }) => {
      const result = readRetentionForm(await parseIntent(request, RetentionPeriodsForm));
      if (result.outcome === 'refused') return result;
      stored = result.periods;
      return { outcome: 'saved' };
    },
  };
  const layout = {
    id: 'routes/app',
    path: '/',
    loader: () => ({ permissions }),
    element: <Outlet />,
  };
  const hidden = { HydrateFallback: () => null };
  const { container } = drawRoutes([{ ...layout, ...hidden, children: [page] }], ['/retention']);
  const messages = await screen.findByLabelText(/^Sent emails and banners/);
  return { container, toast, saveBar, messages, stored: () => stored };
}

function pressSave(container: HTMLElement): void {
  const [save] = container.querySelectorAll('ui-save-bar button');
  if (save) fireEvent.click(save);
}

test('a period that is refused says what it may be beside its field, which has the focus', async () => {
  const { container, toast, messages, stored } = await draw('retention.edit');
  await userEvent.clear(messages);
  await userEvent.type(messages, '7');
  await userEvent.click(screen.getByRole('heading', { level: 1 }));
  expect(document.activeElement).not.toBe(messages);
  pressSave(container);
  await waitFor(() => expect(document.activeElement).toBe(messages));
  expect(messages.getAttribute('aria-invalid')).toBe('true');
  const described = (messages.getAttribute('aria-describedby') ?? '').split(' ');
  const texts = described.map((id) => document.getElementById(id)?.textContent);
  expect(texts).toContain('Enter a whole number of days from 90 to 3,650.');
  expect(toast.show).toHaveBeenLastCalledWith('Fix the highlighted fields', { isError: true });
  expect(stored()).toBe(PERIODS);
});

test('a shorter period warns before it is saved, and afterwards nothing is left to save', async () => {
  const { container, toast, saveBar, messages, stored } = await draw('retention.edit');
  await userEvent.clear(messages);
  await userEvent.type(messages, '90');
  expect(screen.getByText('Shorter periods delete data')).toBeDefined();
  expect(saveBar.show).toHaveBeenCalled();
  pressSave(container);
  await waitFor(() =>
    expect(toast.show).toHaveBeenLastCalledWith('Retention saved', { isError: false }),
  );
  expect(stored()).toEqual({ ...PERIODS, messages: 90 });
  await waitFor(() => expect(screen.queryByText('Shorter periods delete data')).toBeNull());
});

test('a member of staff who may only read learns so, and no field can be changed', async () => {
  const { messages } = await draw('settings.read');
  expect(screen.getByText(/^You may not /)).toBeDefined();
  expect(messages.closest('fieldset')?.disabled).toBe(true);
});
