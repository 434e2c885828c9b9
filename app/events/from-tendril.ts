import { z } from 'zod';
import { normalEmail } from '#app/lib/email-address.ts';
import { idOf } from '#app/lib/ids.ts';
import type { Happening, Identifier, Traits } from './event.ts';
import { consentState, epoch, optionalText, shopifyId, token, written } from './payload-values.ts';
import { traitsOf } from './person.ts';
import { happened, reading, type Reader, type Told } from './reader.ts';
import { countryOf, emailOf, localeOf, phoneOf } from './told-values.ts';

const identifier = z
  .object({
    kind: z.enum(['customer', 'email', 'order', 'visitor', 'cart', 'checkout', 'phone']),
    value: token,
  })
  .transform(({ kind, value }): Identifier => {
    return { kind, value: kind === 'email' ? (normalEmail(value) ?? value) : value };
  });

const traits = z.object({
  customerId: optionalText,
  email: written,
  phone: written,
  firstName: optionalText,
  lastName: optionalText,
  country: written,
  locale: written,
  company: optionalText,
});

function toldTraits(told: Told, said: z.infer<typeof traits>): Traits {
  const country = countryOf(told, 'traits.country', said.country);
  return traitsOf({
    ...said,
    country,
    email: emailOf(told, 'traits.email', said.email),
    phone: phoneOf(told, 'traits.phone', said.phone, country)?.shown ?? null,
    locale: localeOf(told, 'traits.locale', said.locale),
  });
}

const envelope = z.object({
  at: epoch,
  identifiers: z.tuple([identifier], identifier),
  traits: traits.nullish(),
});

const address = z.string().max(2_048);

const happening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mail.sent'), effectKey: token, template: token }),
  z.object({ kind: z.literal('mail.clicked'), effectKey: token, url: address }),
  z.object({ kind: z.literal('mail.bounced'), effectKey: token }),
  z.object({ kind: z.literal('profile.joined'), by: token }),
  z.object({
    kind: z.literal(['banner.seen', 'banner.clicked', 'banner.dismissed']),
    bannerId: token,
  }),
  z.object({ kind: z.literal('visitor.identified') }),
  z.object({ kind: z.literal('product.viewed'), productId: shopifyId }),
  z.object({ kind: z.literal('page.viewed'), page: address }),
  z.object({
    kind: z.literal(['application.submitted', 'application.approved', 'application.declined']),
    applicationId: token,
  }),
  z.object({
    kind: z.literal('consent.changed'),
    channel: z.enum(['email', 'sms']),
    state: consentState,
    source: token,
    wording: z.string().max(2_000).nullable().default(null),
    page: address.nullable().default(null),
  }),
]) satisfies z.ZodType<Happening>;

/** The kinds that happen inside the app and its own pages. Each has the topic `tendril/<kind>`. */
export const OWN_KINDS = happening.options.flatMap(({ shape }) => [...shape.kind.values]);

const readOwn = reading(envelope.and(happening), ({ at, identifiers, traits, ...rest }, told) =>
  happened({
    ...rest,
    id: idOf(rest.kind, String(at), JSON.stringify([identifiers, rest])),
    at,
    topic: told.topic,
    identifiers,
    traitsAt: at,
    traits: traits ? toldTraits(told, traits) : {},
  }),
);

/** Our own telling: `{ identifiers, at, traits?, ...what the kind tells }`. The kind is in the topic. */
export const readTendril: Reader = (body, told) => {
  const kind = told.topic.replace('tendril/', '');
  return readOwn(typeof body === 'object' ? { ...body, kind } : body, told);
};
