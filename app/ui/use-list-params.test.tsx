import { Link, useLoaderData, useLocation } from '@remix-run/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { useListParams } from './use-list-params.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

function List({ name = '' }: { name?: string }) {
  const list = useListParams(useLoaderData<{ search: string; page: number }>(), name);
  const { search } = useLocation();
  return (
    <>
      <output aria-label="address">{decodeURIComponent(search)}</output>
      <input
        aria-label="Search"
        value={list.search}
        onChange={({ target }) => list.setSearch(target.value)}
      />
      <button onClick={() => list.change({ sort: 'name' })}>Sort by name</button>
      <button onClick={() => list.change({ page: '2' })}>Next</button>
      <Link to="/?search=moss">People at Moss</Link>
      {/* As the admin around the app opens a link: it takes the click, and navigates when it is ready. */}
      <a href="/other" onClick={(event) => event.preventDefault()}>
        Other page
      </a>
    </>
  );
}

/** The list, whose loader reads its address as a page does. @param slow what a load for this search waits for */
async function draw(at: string, name = '', slow: Record<string, Promise<void>> = {}) {
  const asked: string[] = [];
  const loader = async ({ request }: { request: Request }) => {
    const search = new URL(request.url).searchParams.get(name ? `${name}.search` : 'search') ?? '';
    asked.push(search);
    await slow[search];
    return { search, page: 1 };
  };
  const { router } = drawRoutes(
    [{ path: '/', Component: () => <List name={name} />, loader, HydrateFallback: () => null }],
    [at],
  );
  await pass(0);
  return { asked, router };
}

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

function field(): HTMLInputElement {
  return screen.getByRole('textbox', { name: 'Search' });
}

function address(): string | null {
  return screen.getByLabelText('address').textContent;
}

/** Types letter by letter, with time between the letters. */
async function type(text: string, msBetween: number): Promise<void> {
  for (let end = 1; end <= text.length; end += 1) {
    fireEvent.change(field(), { target: { value: text.slice(0, end) } });
    await pass(end === text.length ? 0 : msBetween);
  }
}

test('what is typed is asked for once, when the typing pauses for 300 ms', async () => {
  const { asked } = await draw('/?sort=name&page=3');
  await type('fern', 250);
  await pass(299);
  expect(asked).toEqual(['']);
  await pass(1);
  expect(asked).toEqual(['', 'fern']);
  // What is found begins on the first page, in the order that it had.
  expect(address()).toBe('?sort=name&search=fern');
});

test('blanks around a search ask for nothing new', async () => {
  const { asked } = await draw('/?search=fern');
  fireEvent.change(field(), { target: { value: ' fern ' } });
  await pass(1_000);
  expect(asked).toEqual(['fern']);
});

test('another order goes back to the first page, and the history gets no entry for it', async () => {
  const { router } = await draw('/?search=fern&page=3&after=x&before=y');
  fireEvent.click(screen.getByRole('button', { name: 'Sort by name' }));
  await pass(0);
  expect(address()).toBe('?search=fern&sort=name');
  expect(router.state.historyAction).toBe('REPLACE');
});

test('of several lists on a page each changes its own parameters alone', async () => {
  await draw('/?page=3&topics.page=4&topics.search=a', 'topics');
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  await pass(0);
  expect(address()).toBe('?page=3&topics.search=a&topics.page=2');
});

test('the field follows a link to another search', async () => {
  await draw('/?search=fern');
  fireEvent.click(screen.getByRole('link', { name: 'People at Moss' }));
  await pass(0);
  expect(field().value).toBe('moss');
});

test('what is typed on while an answer is on its way stays, and is asked for next', async () => {
  let arrive: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (arrive = resolve));
  const { asked } = await draw('/', '', { fe: slow });
  await type('fe', 0);
  await pass(300);
  await type('fern', 0);
  await pass(1_000);
  expect(asked).toEqual(['', 'fe']);
  arrive();
  await pass(0);
  expect(field().value).toBe('fern');
  await pass(300);
  expect(asked).toEqual(['', 'fe', 'fern']);
});

test('a click on a link right after typing is not overtaken by the search', async () => {
  const { asked } = await draw('/');
  await type('fern', 0);
  fireEvent.click(screen.getByRole('link', { name: 'Other page' }));
  await pass(1_000);
  expect(asked).toEqual(['']);
});

test('a click on anything else only starts the pause again', async () => {
  const { asked } = await draw('/');
  await type('fern', 0);
  await pass(200);
  fireEvent.click(field());
  await pass(299);
  expect(asked).toEqual(['']);
  await pass(1);
  expect(asked).toEqual(['', 'fern']);
});
