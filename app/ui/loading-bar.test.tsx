import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Link } from 'react-router-dom';
import { expect, test } from 'vitest';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { LoadingBar } from './loading-bar.tsx';

test('the admin shows its bar from the click until the page is there', async () => {
  const { loading } = standInAppBridge();
  let arrive: () => void = () => undefined;
  const slow = new Promise<null>((resolve) => (arrive = () => resolve(null)));
  const frame = (
    <>
      <LoadingBar />
      <Link to="/people">People</Link>
    </>
  );
  drawRoutes([
    { path: '/', element: frame },
    { path: '/people', element: <LoadingBar />, loader: () => slow },
  ]);
  expect(loading).toHaveBeenLastCalledWith(false);
  await userEvent.click(screen.getByRole('link', { name: 'People' }));
  expect(loading).toHaveBeenLastCalledWith(true);
  arrive();
  await waitFor(() => expect(loading).toHaveBeenLastCalledWith(false));
});
