-- What is to be taken back is told before what is to be paid, and nothing of one grant overtakes the other.
CREATE INDEX payout_back ON payout (next_attempt_at) WHERE state = 'READY' AND kind = 'TAKE_BACK';
CREATE INDEX payout_of_grant ON payout (grant_no) WHERE state = 'READY';
