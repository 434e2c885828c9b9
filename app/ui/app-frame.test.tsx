import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { AppFrame } from './app-frame.tsx';

/** The script that loads App Bridge. */
function draw(appBridgeUrl?: string): HTMLScriptElement | null {
  standInAppBridge();
  const page = (
    <AppFrame apiKey="key-of-the-app" appBridgeUrl={appBridgeUrl} nav={<nav>Menu</nav>}>
      <main>The page</main>
    </AppFrame>
  );
  return drawRoutes([{ path: '/', element: page }]).container.querySelector('script');
}

test('every page stands in Polaris and has the menu before it', () => {
  draw();
  const menu = screen.getByRole('navigation');
  const following = menu.compareDocumentPosition(screen.getByRole('main'));
  expect(following).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('App Bridge comes from Shopify with the key of the app, unless a test stands in for it', () => {
  const script = draw();
  expect(script?.src).toContain('https://cdn.shopify.com/');
  expect(script?.dataset.apiKey).toBe('key-of-the-app');
  const { href } = new URL('https://app.example/app-bridge.js');
  expect(draw(href)?.src).toBe(href);
});
