import { expect, test } from 'vitest';
import { renderToString } from 'react-dom/server';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { useIsInBrowser } from './use-is-in-browser.ts';

function Part() {
  return <p>{useIsInBrowser() ? 'In a browser' : 'On the server'}</p>;
}

test('the server draws what needs no document, and the browser the rest', () => {
  expect(renderToString(<Part />)).toContain('On the server');
  expect(drawPart(<Part />).container.textContent).toBe('In a browser');
});
