import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { RecordError } from './record-error.tsx';

/** The page of a segment whose loader answers with this status. */
function draw(status: number): void {
  const loader = () => {
    throw new Response('', { status });
  };
  const page = (
    <RecordError
      name={{ singular: 'segment', plural: 'segments' }}
      list={{ content: 'Segments', url: '/app/segments' }}
    >
      Its address may be mistyped.
    </RecordError>
  );
  drawRoutes([
    { path: '/', element: null, loader, errorElement: page, HydrateFallback: () => null },
  ]);
}

test('a record that the shop does not have says so, why that may be, and shows the way to all', async () => {
  draw(404);
  expect(await screen.findByText('There is no such segment')).toBeDefined();
  expect(screen.getByText('Its address may be mistyped.')).toBeDefined();
  const link = screen.getByRole('link', { name: 'Show all segments' });
  expect(link.getAttribute('href')).toBe('/app/segments');
});

test('a record that could not be loaded can be tried again', async () => {
  draw(500);
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeDefined();
  expect(screen.queryByText('There is no such segment')).toBeNull();
});
