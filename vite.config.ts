import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: {
    // Shopify's content security policy for embedded apps refuses data: URLs.
    assetsInlineLimit: 0,
  },
  // Found late, these would make the first page load twice during development.
  optimizeDeps: {
    include: ['@shopify/app-bridge-react', '@shopify/polaris', '@shopify/polaris-icons'],
  },
});
