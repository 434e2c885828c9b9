import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { PageError } from './page-error.tsx';

/** A page whose loader answers in turn. */
function draw(...answers: (Response | string)[]): void {
  const loader = () => {
    const answer = answers.shift();
    if (answer instanceof Response) throw answer;
    return answer ?? null;
  };
  drawRoutes([
    {
      path: '/',
      element: <p>The page</p>,
      loader,
      errorElement: <PageError />,
      HydrateFallback: () => null,
    },
  ]);
}

test('a page that could not be shown says that nothing was changed, and can be tried again', async () => {
  draw(new Response('', { status: 500 }), 'loaded');
  const retry = await screen.findByRole('button', { name: 'Try again' });
  expect(screen.getByText(/Nothing was changed/)).toBeDefined();
  await userEvent.click(retry);
  expect(await screen.findByText('The page')).toBeDefined();
});

test('a page that the role does not open says whom to ask', async () => {
  draw(Response.json({ does: 'see people', owners: ['Ada Fern'] }, { status: 403 }));
  expect(await screen.findByText('You may not see people')).toBeDefined();
  expect(screen.getByText(/Ada Fern/)).toBeDefined();
});

test('a refusal that is none of ours is a page that could not be shown', async () => {
  draw(Response.json({ message: 'Forbidden' }, { status: 403 }));
  expect(await screen.findByText('This page could not be shown')).toBeDefined();
});
