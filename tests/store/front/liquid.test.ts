import { describe, expect, test } from 'vitest';
import { renderBlock } from './liquid.ts';

const VALUES = {
  shop: { name: 'Fern & Fell', currency: 'GBP' },
  routes: { cart_url: '/cart' },
  cart: { item_count: 0 },
  localization: { available_countries: [], country: { iso_code: 'GB' } },
};

describe('the path of the app in the blocks of the theme', () => {
  test.each([
    ['as it is by itself', {}, '/apps/tendril'],
    ['left empty', { proxy_path: '' }, '/apps/tendril'],
    ['nothing but spaces', { proxy_path: '  ' }, '/apps/tendril'],
    ['as the guide writes it', { proxy_path: '/a/fern-trade' }, '/a/fern-trade'],
    ['without slashes before it', { proxy_path: 'apps/trade' }, '/apps/trade'],
    ['with slashes and spaces around it', { proxy_path: ' /apps/trade/ ' }, '/apps/trade'],
    ['as a whole address', { proxy_path: 'https://fern.example/tools/x_1/' }, '/tools/x_1'],
    ['as markup', { proxy_path: '"><script>' }, '/&#34;&gt;&lt;script&gt;'],
  ])('%s', async (_how, settings, path) => {
    const embed = await renderBlock('app-embed', VALUES, settings);
    expect(embed.html).toContain(`data-proxy="${path}"`);
    const form = await renderBlock('wholesale-application', VALUES, settings);
    expect(form.html).toContain(`action="${path}/application"`);
  });
});
