-- A result says who gets a share. Whether it was paid, the wallet acknowledges.
ALTER TABLE wallet_share DROP CONSTRAINT wallet_share_outcome_check;
UPDATE wallet_share SET outcome = 'SHARE' WHERE outcome = 'PAID';
ALTER TABLE wallet_share ADD CONSTRAINT wallet_share_outcome_check
    CHECK (outcome IN ('SHARE', 'NOTHING', 'FLAGGED', 'BELOW'));
