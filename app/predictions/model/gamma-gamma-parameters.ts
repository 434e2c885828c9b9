/**
 * Gamma-Gamma: the model of what people spend on an order, apart from how often they order. A person's orders
 * vary as Gamma(p, nu) around the person's own mean p / nu, and nu is spread over people as Gamma(q, v).
 * Source of every formula: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013), note 025 on
 * brucehardie.com; equation numbers are theirs.
 */
export type GammaGamma = { p: number; q: number; v: number };
