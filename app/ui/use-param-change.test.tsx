import { Link, useLocation } from '@remix-run/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { useParamChange } from './use-param-change.ts';

function Page() {
  const change = useParamChange();
  const { pathname, search } = useLocation();
  return (
    <>
      <output>{`${pathname}${search}`}</output>
      <Link to="/list?page=3&tab=all">Open</Link>
      <button onClick={() => change({ tab: 'done', page: null })}>Change</button>
    </>
  );
}

const ROUTES = [{ path: '*', Component: Page }];

test('parameters are changed and removed, the others stay', async () => {
  drawRoutes(ROUTES, ['/list?search=fern&page=3&tab=all']);
  await userEvent.click(screen.getByRole('button', { name: 'Change' }));
  expect(await screen.findByText('/list?search=fern&tab=done')).toBeDefined();
});
