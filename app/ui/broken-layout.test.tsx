import { render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { expect, test } from 'vitest';
import { BrokenLayout } from './broken-layout.tsx';

/** Without anything around it, as when the layout of the admin broke. */
function draw(status: number): void {
  const router = createMemoryRouter(
    [{ path: '/', errorElement: <BrokenLayout status={status} />, element: null }],
    { future: { v7_relativeSplatPath: true }, hydrationData: { errors: { '0': new Response() } } },
  );
  render(<RouterProvider router={router} future={{ v7_startTransition: true }} />);
}

test.each([401, 410])('a session that ended (%d) says where to open the app again', (status) => {
  draw(status);
  expect(screen.getByText('Open Tendril again')).toBeDefined();
  expect(screen.getByText(/from the Apps menu of your store/)).toBeDefined();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a layout that broke can be tried again', () => {
  draw(500);
  expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  expect(screen.getByText(/Nothing was changed/)).toBeDefined();
});
