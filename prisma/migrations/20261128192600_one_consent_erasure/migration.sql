-- Proofs are erased by erase_consent_of, which also finds those of an address that stand with another profile.
drop function erase_consent(uuid[], timestamptz);
