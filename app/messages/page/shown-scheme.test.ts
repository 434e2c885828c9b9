import { expect, test } from 'vitest';
import { DARK_HEAD } from '#app/messages/templates/dark-head.ts';
import { htmlInScheme } from './shown-scheme.ts';

test('the dark rules hold in the dark view alone, whatever scheme the machine is in', () => {
  const [dark, light] = [htmlInScheme(DARK_HEAD, 'dark'), htmlInScheme(DARK_HEAD, 'light')];
  expect(dark).toContain('@media all {');
  expect(light).toContain('@media not all {');
  for (const [html, scheme] of [
    [dark, 'dark'],
    [light, 'light'],
  ] as const) {
    expect(html).not.toContain('prefers-color-scheme');
    expect(html).toContain(`<meta name="color-scheme" content="${scheme}" />`);
    expect(html).toContain(`{ color-scheme: ${scheme}; supported-color-schemes: ${scheme}; }`);
  }
});

test('rules of a merchant for the light scheme hold in the light view alone', () => {
  const html = '@media (prefers-color-scheme:light){p{color:red}}<p>light dark</p>';
  expect(htmlInScheme(html, 'light')).toBe('@media all{p{color:red}}<p>light dark</p>');
  expect(htmlInScheme(html, 'dark')).toBe('@media not all{p{color:red}}<p>light dark</p>');
});
