/** The mail that asks whether an address is the applicant's. */
export const VERIFICATION_MAIL = 'application-verify';
