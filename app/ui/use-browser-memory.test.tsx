import { act, renderHook } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { useBrowserMemory } from './use-browser-memory.ts';

function draw(key: string) {
  const { result } = renderHook(() => useBrowserMemory(key));
  return { value: () => result.current[0], change: (text: string) => result.current[1](text) };
}

test('what was never stored is null', () => {
  expect(draw('memory.never').value()).toBeNull();
});

test('all parts of a page that use the same text change together, and the browser stores it', () => {
  const [one, other] = [draw('memory.shared'), draw('memory.shared')];
  act(() => one.change('open'));
  expect([one.value(), other.value()]).toEqual(['open', 'open']);
  expect(localStorage.getItem('memory.shared')).toBe('open');
});

test('what the browser stored before is found', () => {
  localStorage.setItem('memory.earlier', 'closed');
  expect(draw('memory.earlier').value()).toBe('closed');
});

test('where the browser refuses to store anything, a choice counts until the page is closed', () => {
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, clear: () => undefined });
  const { value, change } = draw('memory.refused');
  expect(value()).toBeNull();
  act(() => change('open'));
  expect(value()).toBe('open');
});

test('the server knows nothing of what a browser stored', () => {
  localStorage.setItem('memory.server', 'open');
  function Part() {
    const [value] = useBrowserMemory('memory.server');
    return <p>{String(value)}</p>;
  }
  expect(renderToString(<Part />)).toBe('<p>undefined</p>');
});
