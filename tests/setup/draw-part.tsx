import { AppProvider } from '@shopify/polaris';
import english from '@shopify/polaris/locales/en.json' with { type: 'json' };
import { render } from '@testing-library/react';
import type { Window as HappyWindow } from 'happy-dom';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router-dom';
import { vi } from 'vitest';

/** Draws a part of a page, inside Polaris, which knows no router. */
export function drawPart(part: ReactNode) {
  const inPolaris = (children: ReactNode) => <AppProvider i18n={english}>{children}</AppProvider>;
  const drawn = render(inPolaris(part));
  return { ...drawn, redraw: (next: ReactNode) => drawn.rerender(inPolaris(next)) };
}

/**
 * Draws routes as the admin does, inside Polaris and the router that is Remix's in the browser.
 * @param at the addresses of the history, the last of which is open
 */
export function drawRoutes(routes: RouteObject[], at: string[] = ['/']) {
  const router = createMemoryRouter(routes, {
    initialEntries: at,
    future: {
      v7_fetcherPersist: true,
      v7_relativeSplatPath: true,
      v7_normalizeFormMethod: true,
      v7_partialHydration: true,
      v7_skipActionErrorRevalidation: true,
    },
  });
  const drawn = drawPart(<RouterProvider router={router} future={{ v7_startTransition: true }} />);
  return { ...drawn, router };
}

/** Stands in for Shopify's App Bridge, which the admin puts into the window. */
export function standInAppBridge() {
  const bridge = {
    loading: vi.fn<(busy: boolean) => void>(),
    toast: { show: vi.fn<(text: string, options: ToastOptions) => void>() },
  };
  vi.stubGlobal('shopify', bridge);
  return bridge;
}

const saveBar = { show: vi.fn(), hide: vi.fn() };

/** Stands in for the element of App Bridge that the admin draws as its save bar; gives its calls. */
export function standInSaveBar() {
  saveBar.show.mockClear();
  saveBar.hide.mockClear();
  if (!customElements.get('ui-save-bar')) {
    class SaveBarElement extends HTMLElement {
      show = () => void saveBar.show();
      hide = () => void saveBar.hide();
    }
    customElements.define('ui-save-bar', SaveBarElement);
  }
  return saveBar;
}

type ToastOptions = {
  isError?: boolean;
  duration?: number;
  action?: string;
  onAction?: () => void;
};

/** Gives charts room in a document that has no layout: to their frame so much, to everything in it a little. */
export function makeRoomForCharts(width: number, height: number): void {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
    this: HTMLElement,
  ) {
    const isFrame = this.classList.contains('recharts-responsive-container');
    return isFrame ? new DOMRect(0, 0, width, height) : new DOMRect(0, 0, 20, 20);
  });
}

/** Makes the window as narrow as a phone, or as wide as a desk. */
export function setWindowWidth(width: 'phone' | 'desk'): void {
  const environment = Reflect.get(window, 'happyDOM') as HappyWindow['happyDOM'];
  environment.setViewport({ width: width === 'phone' ? 400 : 1_400, height: 900 });
}
