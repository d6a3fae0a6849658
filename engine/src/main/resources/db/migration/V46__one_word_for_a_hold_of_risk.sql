-- What risk holds is HELD_BY_RISK, in sweeps and pulls alike: until now pulls said RISK_HELD. Records of decisions stay as they are.
UPDATE offer SET held_by = 'HELD_BY_RISK' WHERE held_by = 'RISK_HELD';
UPDATE risk_verdict SET code = 'HELD_BY_RISK' WHERE code = 'RISK_HELD';
COMMENT ON COLUMN risk_verdict.code IS 'RISK_ALLOWED, HELD_BY_RISK, RISK_DENIED; denied since there was no answer: RISK_TIMEOUT, RISK_UNREACHABLE, RISK_MALFORMED.';
