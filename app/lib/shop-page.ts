import { z } from 'zod';

/**
 * A page of the shop as a path, such as `/collections/new`. Never the address of another site: what begins with two strokes
 * or holds a backslash would lead to one.
 */
export const ShopPage = z
  .string()
  .trim()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'Enter a page of your store, such as /collections/new.');
