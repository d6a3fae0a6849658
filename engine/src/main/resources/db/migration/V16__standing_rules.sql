-- Finds whom a rule stands for among many of whom nothing else is asked.
CREATE INDEX decision_state_standing ON decision_state (person_no) WHERE standing;
