import { z } from 'zod';

/** How a block stands in its column. */
export const Align = z.enum(['left', 'center', 'right']);
export type Align = z.infer<typeof Align>;
