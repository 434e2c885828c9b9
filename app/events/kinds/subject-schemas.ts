import { z } from 'zod';
import { token } from '#app/events/payloads/payload-values.ts';

/** What happens to a banner. */
export const bannerSchema = z.object({ bannerId: token });

/** What happens to a wholesale application. */
export const applicationSchema = z.object({ applicationId: token });
