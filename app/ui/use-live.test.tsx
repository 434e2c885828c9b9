import { useLoaderData, useSubmit } from '@remix-run/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { useLive } from './use-live.ts';

/** What the store has: how often the tables have changed, and how often the page was loaded. */
const store = { version: 1, loads: 0, asked: [] as string[], answer: changes };

function changes(): Response {
  return Response.json({ version: store.version });
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(store, { version: 1, loads: 0, asked: [], answer: changes });
  vi.stubGlobal('fetch', (address: string) => {
    store.asked.push(address);
    return Promise.resolve().then(() => store.answer());
  });
});

afterEach(() => {
  show('visible');
});

function show(visibilityState: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', {
    value: visibilityState,
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

function Page({ active = true }: { active?: boolean }) {
  const { version } = useLoaderData<{ version: number }>();
  const submit = useSubmit();
  useLive({ tables: ['profile', 'cart'], version }, active);
  return (
    <>
      <output>{version}</output>
      <button onClick={() => submit({}, { method: 'post' })}>Save</button>
    </>
  );
}

async function pass(seconds: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(seconds * 1_000));
}

/** The page, loaded. @param slow what every load but the first waits for */
async function draw(active = true, slow: Promise<void> = Promise.resolve()) {
  const loader = async () => {
    store.loads += 1;
    if (store.loads > 1) await slow;
    return { version: store.version };
  };
  const drawn = drawRoutes([
    {
      path: '/',
      Component: () => <Page active={active} />,
      loader,
      action: () => null,
      HydrateFallback: () => null,
    },
  ]);
  await pass(0);
  return drawn;
}

test('an open page asks every two seconds whether its tables changed, and is not loaded without', async () => {
  await draw();
  await pass(10);
  expect(store.asked).toEqual(Array(5).fill('/app/changes?tables=profile%2Ccart'));
  expect(store.loads).toBe(1);
});

test('a page whose tables changed is loaded again, five seconds after the last load at the earliest', async () => {
  await draw();
  store.version = 2;
  await pass(4);
  expect(store.loads).toBe(1);
  await pass(2);
  expect(screen.getByText('2')).toBeDefined();
  await pass(10);
  expect(store.loads).toBe(2);
});

test('a hidden tab asks nothing, and asks at once when it is shown again', async () => {
  await draw();
  show('hidden');
  await pass(60);
  expect(store.asked).toEqual([]);
  store.version = 2;
  show('visible');
  await pass(0);
  expect(store.loads).toBe(2);
});

test('a page that is edited asks nothing', async () => {
  await draw(false);
  await pass(60);
  expect(store.asked).toEqual([]);
});

test.each([
  ['is refused', () => new Response('', { status: 500 })],
  ['does not arrive', () => Promise.reject(new TypeError('Failed to fetch'))],
])('when an answer %s the page stays, and the next one counts', async (_, failing) => {
  await draw();
  store.version = 2;
  Object.assign(store, { answer: failing });
  await pass(10);
  expect(store.loads).toBe(1);
  store.answer = changes;
  await pass(2);
  expect(store.loads).toBe(2);
});

test('while a form is sent and the page loads again it asks nothing, so that no answer is overtaken', async () => {
  let arrive: () => void = () => undefined;
  await draw(true, new Promise<void>((resolve) => (arrive = resolve)));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await pass(60);
  expect(store.asked).toEqual([]);
  arrive();
  await pass(0);
  await pass(2);
  expect(store.asked).toHaveLength(1);
});

test('a page that is left asks no more', async () => {
  const { unmount } = await draw();
  unmount();
  await pass(60);
  expect(store.asked).toEqual([]);
});
